"""Compiled patterns are remembered: identity, purge, flags and types apart."""
import re

one = re.compile("a+b")
print(re.compile("a+b") is one, re.compile("a+" + "b") is one, re.compile("a+b", re.I) is one, re.compile("a+b", 0) is one, re.compile("a+b", re.NOFLAG) is one)
print(re.compile(one) is one, re.compile(b"a+b") is one, re.compile("a+b", 2) is re.compile("a+b", re.I))
re.purge()
print(re.compile("a+b") is one, re.compile("a+b") == one)
last = [re.compile(f"x{number}") for number in range(600)]
print(re.compile("x599") is last[599], re.compile("x0") is last[0], len(re._cache) <= re._MAXCACHE, re._MAXCACHE)
class Text(str):
    pass
print(re.compile(Text("q")) is re.compile("q"), re.compile(Text("q")) is re.compile(Text("q")))
print([re.match(pattern, "abc").group() for pattern in ("a", "ab", "a") for _ in range(3)])
print(re.sub("(a)", r"\1\1", "a"), re.sub("(a)", r"\1-", "a"), re.sub("(a)", r"\1\1", "a"))
