"""Random texts as patterns, templates and subjects: errors are fine, crashes are not."""
import random
import re
import warnings

warnings.simplefilter("ignore")
rng = random.Random(5)
PARTS = ["(", ")", "[", "]", "{", "}", "?", "*", "+", "|", "^", "$", "\\", ".", ":", "=", "!", "<", ">", "P", "#", "-", "&", "a", "b", "1", ",", "i", "\n", "(?", "(?P<n>", "(?:", "(?=", "(?<=", "(?<!", "(?>", "\\1", "\\g<1>", "\\b", "[^", "{1,2}", "(?(1)", "(?i:", "é", "\ud800", "\U0010ffff", "\0", "\xff", "*+", "++", "{2}"]
for number in range(20_000):
    pattern = "".join(rng.choice(PARTS) for _ in range(rng.randint(1, 10)))
    text = "".join(rng.choice("ab1\n\xe9\u4e2d\U0001f600\ud800") for _ in range(rng.randint(0, 8)))
    try:
        compiled = re.compile(pattern, rng.choice([0, re.I, re.X, re.M, re.S, re.A]))
        compiled.search(text), compiled.findall(text), compiled.split(text), compiled.sub("".join(rng.choice(PARTS) for _ in range(3)), text)
        repr(compiled)
    except (re.error, IndexError, OverflowError, ValueError):
        pass
print("done")

print("survived")
