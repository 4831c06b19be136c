"""RegexFlag: names, combinations, inline and scoped flags, incompatible ones."""
import re

for name in ("NOFLAG", "A", "ASCII", "I", "IGNORECASE", "L", "LOCALE", "U", "UNICODE", "M", "MULTILINE", "S", "DOTALL", "X", "VERBOSE", "DEBUG"):
    flag = getattr(re, name)
    print(name, repr(flag), int(flag), str(flag), flag.name, f"{flag}", type(flag).__name__)
print(re.I | re.M, re.I & re.M, re.I ^ re.I, ~re.I, re.RegexFlag(0), re.RegexFlag(1 << 20 | 2), re.RegexFlag(5), re.I | 64)
print(list(re.RegexFlag), list(re.RegexFlag.__members__), re.RegexFlag["I"], "%d" % re.S, bool(re.NOFLAG), re.I in (re.I | re.X))
print(hasattr(re, "TEMPLATE"), hasattr(re, "T"), re.I == 2, re.RegexFlag(2) is re.IGNORECASE)
print(re.findall("(?i)a", "aA"), re.findall("(?i:a)a", "aaAaAA"), re.findall("(?i)a(?-i:b)", "abABAb"))
print(re.findall("(?m)^a$", "a\na\n"), re.findall("^a$", "a\na\n"), re.findall("(?s)a.b", "a\nb"), re.findall("a(?s:.)b.", "a\nb\na\nbc"))
print(re.findall("(?x) a b # comment\n | c", "ab c"), re.findall("(?x: a b )c d", "abc d"), re.findall(r"(?x)a\ b[ #]\#", "a b #a b##"))
print(re.findall("(?a)\\w", "é1"), re.findall("\\w", "é1"), re.match("(?u:\\w)", "é1", re.A), re.findall("(?a:\\w)\\w", "aééa"))
print(re.findall("a(?i:b(?-i:c)B)", "abcb aBCB aBcB"), re.findall("(?i-s:a.)", "A\nAb", re.S))
print(re.findall("(?x)  (?-x: a)  b", " ab ab"), re.compile("a b", re.VERBOSE).match("ab"))
for text in ("$", "a$", "^", "\\Z", "\\A", "a\\Z"):
    print(text, [found.span() for found in re.finditer(text, "a\nba\n")], [found.span() for found in re.finditer(text, "a\nba\n", re.M)])
for pattern, flags in (("a", re.A | re.U), ("a", re.L), (b"a", re.U), (b"a", re.L | re.A), ("(?a)", re.U), (b"(?L)", re.A)):
    try:
        print(re.compile(pattern, flags))
    except ValueError as error:
        print(error)
print(re.findall(rb"\w", "aé".encode("latin-1")), re.findall(rb"(?L)\w", b"a\xe9"), re.findall(b"(?iL)A\xe9", b"a\xe9A\xc9"))
