"""split: groups between parts, limits, empty matches."""
import re

CASES = [(",", "a,b,,c"), (r"\s*,\s*", "a , b,c"), ("(,)", "a,b"), ("(,)|(;)", "a,b;c"), (r"\W+", "Words, words, words."), (r"(\W+)", "Words, words."), (r"(\W+)", "...words..."), ("", "abc"), ("x*", "axbc"), ("(x)*", "axbc"), (r"\b", "one two"), ("(?=b)", "abab"), ("(-)?b", "a-bcb"), ("a", ""), ("a", "a"), ("(a)|b", "xbya"), ("(?m)^", "a\nb")]
for pattern, text in CASES:
    print(pattern, ascii(text), re.split(pattern, text), re.split(pattern, text, maxsplit=1), re.split(pattern, text, maxsplit=2), re.split(pattern, text, maxsplit=-1))
print(re.split(b",", b"a,b"), re.split(",", "é,ü"), re.compile("[a-z]").split("1a2b3c"), re.split(b",", bytearray(b"a,b")))
for call in (lambda: re.split("a", None), lambda: re.split("a", b"a"), lambda: re.split("a", "a", maxsplit="1")):
    try:
        print(call())
    except TypeError as error:
        print(error)
