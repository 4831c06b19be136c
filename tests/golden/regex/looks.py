"""Lookahead and lookbehind, positive and negative, atomic groups."""
import re

CASES = [
    (r"a(?=b)", "acab"), (r"a(?!b)", "abac"), (r"(?<=a)b", "bab"), (r"(?<!a)b", "abb"), (r"(?<=ab|cd)e", "abecde"), (r"(?<=^a)b", "ab"), (r"(?<=\bfoo)bar", "foobar"), (r"(?<=(a))b", "ab"), (r"(?<!(a))b", "cb"), (r"(?=(a|ab))\1c", "abc"), (r"(?!)", "a"), (r"(?=)", "a"), (r"(?<=)a", "a"), (r"(?<!)a", "a"),
    (r"(?>a+)b", "aab"), (r"(?>a|ab)c", "abc"), (r"(?>a*)a", "aaa"), (r"(?>(a|ab))(c|bc)", "abc"), (r"(?:(?>a*?)b)+", "aabb"), (r"(?>(?:a|b)+)c", "abac"), (r"x(?>a+|b)*y", "xaabay"), (r"(?>|a)b", "ab"), (r"(?>a?)ab", "ab"), (r"(?=a*b)a+", "aab"), (r"(?=.*\d)(?=.*[a-z])\w{4,}", "ab1cd"), (r"^(?!.*foo)", "a foo"), (r"(?<=\d{3})x", "12x123x"), (r"(?<![\w.])\d", "a1 .2 3"), (r"(?<=a(?=b))b", "ab"), (r"(?=(?!b)a|b(?=c))", "bc"), (r"(?!a(?!b))a", "acab"), (r"((?=a)a|b)*", "aba"), (r"(?:(?!end).)*", "abendc"), (r"(?<=(?:ab){2})c", "ababc"), (r"(?<=a{3})b", "aaab"), (r"(?<=.)(?=.)", "abc"),
]
for pattern, text in CASES:
    print(pattern, text, [(found.span(), found.groups()) for found in re.finditer(pattern, text)], re.sub(pattern, "-", text))
for pattern in ("(?<=a*)b", "(?<=a|bc)", "(?<!a+)", "(?<=(a|bb))c", "(?<=a{1,2})b", r"(?<=\b|a)b"):
    try:
        re.compile(pattern)
    except re.error as error:
        print(pattern, error, error.pos, error.pattern)
print(re.compile("(?<=b)c").search("abc", 2), re.compile("(?<=b)c").search("abc", 2).span(), re.compile("(?=c)").search("abc", 0, 2))
