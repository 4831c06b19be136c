"""Patterns nested a hundred thousand deep compile, match or are refused; nothing overflows a stack."""
import re

for depth in (10, 1000, 3000, 100_000):
    for opening, body, closing in [("(", "a", ")"), ("(?:", "a", ")"), ("(?:", "a", ")*"), ("(?=", "a", ")"), ("(?>", "a", ")"), ("(?:a|", "b", ")"), ("(?i:", "a", ")"), ("(?<=", "a", ")"), ("(?!", "a", ")"), ("(a", "", ")?"), ("(", "", ")*"), ("(?:(", "a", ")+|b){1,2}")]:
        try:
            pattern = re.compile(opening * depth + body + closing * depth)
            if depth < 10_000:
                pattern.match("a" * 50)
                pattern.search("b" * 20)
            del pattern
        except (RecursionError, re.error, MemoryError, OverflowError):
            pass
for text in ("(" * 100_000, "[" * 100_000, "(?:" * 100_000 + ")", "a|" * 200_000, "|".join("ab" * 50_000), "\\" * 100_001, "(?#" * 1000, "a*" * 100_000, "(a)" * 100_000, "(?P<a>" * 1000, "x?" * 50_000, "[a-z]" * 50_000, "(?(1)" * 10_000, "()" + "(?(1)a|b" * 10_000 + ")" * 10_000):
    try:
        re.compile(text).match("a" * 100)
    except (RecursionError, re.error, MemoryError, OverflowError):
        pass
print("done")

print("survived")
