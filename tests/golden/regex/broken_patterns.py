"""Patterns that do not compile: message, position, line and column of each."""

import re
import warnings

warnings.simplefilter("ignore")

BROKEN = [
    # Repeats.
    "*", "+", "?", "*a", "a|*", "(*)", "(?:+)", "a**", "a*+*", "a+++", "a???", "a{2}{3}", "a{1,2}*", "a{2,1}", "a{3,2}?",
    "x{99999999999999}", "x{1,99999999999999}", "x{4294967296}", "x{4294967295}", "x{0,4294967295}", "^*", "$*", r"\b*", r"\A+",
    "(?=a)*", "(?!a)*", "(?<=a)+", "(?=a)?", "(?i)*", "a{,}", "a{2", "a{x}", "{2}", "a{,2}{,3}", "a*{2}", "a{2}*", "a{2}+*", "(?:)*", "()*",
    # Groups.
    "(", ")", "(()", "())", "a)", "(a", "((a)", "(?", "(?)", "(?a", "(?:", "(?:a", "(?P", "(?P)", "(?P<", "(?P<a", "(?P<a>", "(?P<>a)", "(?P<1>a)",
    "(?P<a b>x)", "(?P<a>x)(?P<a>y)", "(?P=", "(?P=a)", "(?P=)", "(?P=1)", "(?P=a", "(?P>a)", "(?Px)", "(?P<é>a)(?P=e)", "(?P<a.>x)",
    "(?<", "(?<a", "(?<a>x)", "(?<=", "(?<=a", "(?<!", "(?<=a*)", "(?<=a+)b", "(?<!a?)", "(?<=a|bb)", "(?<!(a|bc))", "(?<=(a)\\1*)", "(?<=a{1,2})", r"(?<=(a)(?<=\1b)c)",
    "(?=", "(?!", "(?=a", "(?#", "(?#abc", "(?>", "(?>a", "(?", "(?z)", "(?@a)", "(?é)", "(?&a)", "(?'a'b)", "(?|a)", "(?R)", "(?1)", "(?+a)",
    # Flags.
    "(?i", "(?i-", "(?i-)", "(?i-i", "(?i-i:a)", "(?-i", "(?-i)", "(?-", "(?-)", "(?-:a)", "(?i-a:x)", "(?-u:x)", "(?-a:x)", "(?-L:x)", "(?au:x)", "(?ua:x)", "(?aL:x)", "(?L:x)", "(?L)", "(?au)",
    "(?ix-s", "(?ix-z:a)", "(?iz)", "(?i-:a)", "a(?i)b", "(a(?i)b)", "a|(?i)b", " (?i)", "(?x)a(?i)", "(?i:a", "(?t:a)", "(?t)", "(?i.)", "(?i:)(?i)", "(?:(?i))", "(?s-is:a)", "(?m-m:a)", "(?a-i:x)(?a)", "(?iL:a)", "(?-x-i:a)", "(?a-a:x)", "(?x-)",
    # Conditions.
    "(?(", "(?()", "(?()a)", "(?(1)a)", "(?(1)a|b)", "()(?(1)a|b|c)", "()(?(1)a", "()(?(1", "(?(a)b)", "(?(a", "(?(0)a)", "(?(-1)a)", "(?(+1)a)", "(?(1 )a)", "(?(01)a)", "()(?(01)a)", "(?(99999999999)a)", "(?(1)", "()(?(2)a)", "(?(2)a)()()", "(?P<n>)(?(m)a)", "(?(a b)c)", "(?(é)c)", "()(?(1_0)a)", "()(?(١)a)", "(?<=()(?(1)a|b))", "(?<=()(?(1)a))",
    # Escapes.
    "\\", "a\\", r"\1", r"\8", r"(a)\2", r"(\1)", r"(a\1)", r"(?P<a>b(?P=a))", r"\x", r"\x1", r"\xg1", r"\u", r"\u12", r"\u123g", r"\U", r"\U0001", r"\U00110000", r"\UFFFFFFFF", r"\N", r"\N{", r"\N{}", r"\N{x",
    r"\g", r"\y", r"\i", r"\C", r"\E", r"\G", r"\K", r"\Q", r"\X", r"\R", r"\p{L}", r"\é", r"\z", r"\c", r"\e", r"\h", r"\j", r"\k<a>", r"\l", r"\m", r"\o", r"\q", r"\400", r"\777", r"\377", r"\08", r"\09", r"\0777", r"\100", r"\99", r"\100000",
    # Sets.
    "[", "[]", "[^", "[^]", "[]a", "[a", "[a-", "[a-]", "[z-a]", "[b-a", r"[\d-a]", r"[a-\d]", r"[\w-\d]", r"[a-\w", r"[\x", r"[\x1]", r"[\u12]", r"[\U0011]", r"[\U00110000]", r"[\N]", r"[\N{}]", r"[\A]", r"[\Z]", r"[\B]", r"[\g]", r"[\400]", r"[\8]", r"[\9]", r"[\18]", r"[\y]", r"[\\", "[\\", r"[a-\]", "[[:alpha:]", "[--", r"[\400-\500]", "[é-a]", r"[b-\x61]", r"[\p{L}]", r"[c-\141]",
    # Several lines.
    "a\nb\n(", "a\n(?P<x\n>)", "\n\n*", "(?x)\n  (  # open\n  a\n", "x\n\n  [z-a]", "a\r\n)", "(?x)#a\n*",
    # The number of groups in lookbehind.
    r"(?<=(a))(?<=\1)", r"(?<=(a)\1)", r"(?<=(?P<x>a)(?P=x))", r"(?<=(a)(?(1)b|c))",
]

BROKEN_BYTES = [
    b"(", b"\\u1234", b"\\U00000041", b"\\N{DASH}", b"(?u)a", b"(?u:a)", b"(?P<\xc3\xa9>a)", b"(?P=\xff)", b"(?P<a>)(?P<a>)", b"[z-a]", b"\\x1", b"(?aL:a)", b"(?La)", b"\\\xff", b"(?\xff)", b"[\\u12]", b"[\\N{A}]", b"(?(\xff)a)", b"*", b"a\n)",
    b"(?-L:a)", b"(?L-i:a)", b"(?i-L:a)", b"(?a-L:a)", b"\\400", b"(?P=a", b"(?P<a", b"(?L:a)(?u)",
]

for pattern in BROKEN + BROKEN_BYTES:
    try:
        compiled = re.compile(pattern)
    except re.error as error:
        print(ascii(pattern), "->", ascii(str(error)))
        print("   ", ascii(error.msg), error.pattern is pattern, error.pos, error.lineno, error.colno, ascii(error.args))
    except Exception as error:
        print(ascii(pattern), "->", type(error).__name__, ascii(str(error)))
    else:
        print(ascii(pattern), "compiles:", compiled.groups, compiled.flags, dict(compiled.groupindex))

print("---- flags from outside")
for pattern, flags in [
    ("a", re.A | re.U), ("a", re.L), (b"a", re.U), (b"a", re.L | re.A), ("(?a)", re.U), ("(?u)", re.A), (b"(?L)", re.A), (b"(?a)", re.L), ("a", re.L | re.A),
    ("(?i", re.X), ("a b # (", re.X), ("[ #", re.X), ("( ?:a)", re.X), ("(? :a)", re.X), ("a* +", re.X), ("a* ?", re.X), ("a {2}", re.X), (" *", re.X), ("a #*\n*", re.X), ("\\ ", re.X), ("a\\", re.X), ("(?P <a>b)", re.X), ("a{2, 3}", re.X), ("(?#", re.X), ("# (", re.X), (" (?i)a", re.X), ("(?-x: a)", re.X), ("(?-x: *)", re.X),
    ("a", 1 << 20), ("a", -1), ("a", 1), ("a", 512),
]:
    try:
        compiled = re.compile(pattern, flags)
    except Exception as error:
        print(ascii(pattern), int(flags), "->", type(error).__name__, ascii(str(error)))
    else:
        print(ascii(pattern), int(flags), "compiles:", compiled.flags)

print("---- not patterns")
for pattern, flags in [(1, 0), (None, 0), (bytearray(b"a"), 0), (memoryview(b"a"), 0), ([], 0), ("a", "x"), ("a", None), ("a", 1.5), (re.compile("a"), re.I), (re.compile("a"), 0), (object, 0)]:
    try:
        print(re.compile(pattern, flags))
    except Exception as error:
        print(type(error).__name__, error)
