r"""\N{...} in patterns, inside and outside of sets, and names that do not exist."""
import re

print(re.findall(r"\N{EM DASH}", "a\u2014b"), re.findall(r"[\N{EM DASH}-\N{HORIZONTAL BAR}]", "\u2014\u2015\u2016"), re.match(r"\N{dIGIT one}+", "11").span())
for pattern in (r"\N{no such name}", r"[\N{no such name}]", r"\N", r"\N{", r"\N{x", r"\N{}", rb"\N{DASH}", r"[\N]", r"x\N{KEYCAP DIGIT ONE}"):
    try:
        print(pattern, re.compile(pattern).pattern)
    except re.error as error:
        print(pattern, error)
