"""Enormous counts, repeats of nothing, texts of a million characters."""
import re

for pattern in ("a{4294967294}", "a{0,4294967294}", "(?:a{1000000}){1000000}", "(?:a{60000}){60000}b", "(?:){4294967294}", "(?:(?:){1000000}){1000000}", r"\b{1}", "(?=a){1000000000}", "(){1000000000}", "(?:a{0}){1000000000}", "(a{0,1000000})*", "((((a{99}){99}){99}){99}){99}", "(?<=a{100000})b", "(?<=(?:a{65535}){65535})b", "(?<=(?:a{4294967294}){4294967294})b", "a{99999999999999999999}", "x{" + "9" * 10_000 + "}", "(?:a|b){1000000}c", "(?:(?:a?){1000}){1000}"):
    try:
        compiled = re.compile(pattern)
        for text in ("", "a", "aaaa", "a" * 1000):
            compiled.match(text)
    except (re.error, OverflowError, MemoryError, RecursionError, ValueError):
        pass
million = "ab" * 500_000
for pattern in ("(a|b)*", "(?:x*)*", "(?:a|b)*?c", "((a)|(b))*", "(?:(?=a)a|b)*", "(?:(a)|b)*+", "(?>(a|b))*", "(?:ab?){2,}c", "(?:a|ab|b)*", "(.)*", "(.)*?$", "(?:\\w{2})*z", "(a(b))*", "(?:(a)(?(1)b|c))*", "(?:(\\w)b)*x"):
    try:
        re.match(pattern, million)
    except (MemoryError, RecursionError):
        pass
print(len(re.findall("a", million)), len(re.sub("(a)(b)", r"\2\1", million)), len(re.split("a", million)), re.search("c", million))
for end in ("", "b"):
    re.search("a*b*c", "a" * 3000 + end)
print("done")

print("survived")
