"""re.Scanner: actions, dropped tokens, what is left over."""
import re

scanner = re.Scanner([
    (r"[a-zA-Z_]\w*", lambda scanner, token: ("name", token)),
    (r"\d+\.\d*", lambda scanner, token: ("float", float(token))),
    (r"\d+", lambda scanner, token: ("int", int(token))),
    (r"[=+\-*/]", lambda scanner, token: ("op", token, scanner.match.span())),
    (r"\s+", None),
    (r";", "end"),
])
print(scanner.scan("sum = 3*foo + 312.50 + bar;"), scanner.scan(""), scanner.scan("a ! b"), scanner.scan("!"))
print(re.Scanner([("a", 1), ("A", 2)], re.I).scan("aA"), re.Scanner([("", 1)]).scan("a"), re.Scanner([(r"x*", "x"), ("b", "b")]).scan("xxb"))
print(scanner.lexicon[-1], type(scanner.scanner).__name__)
for lexicon in ([("(", 1)], [("a", 1), ("*", 2)], [(1, 2)]):
    try:
        re.Scanner(lexicon)
    except (re.error, TypeError) as error:
        print(type(error).__name__, error)
