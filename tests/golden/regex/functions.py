"""The functions of re: match, fullmatch, search, findall, finditer, split, sub, subn, compile, escape."""
import re

print(re.match(r"\d+", "12ab"), re.match(r"\d+", "ab12"))
print(re.fullmatch(r"\d+", "12"), re.fullmatch(r"\d+", "12a"))
print(re.search(r"\d+", "ab12cd"))
print(re.findall(r"\d+", "1 22 333"), re.findall(r"(\w)=(\d)", "a=1 b=2"), re.findall(r"(\w)=\d", "a=1 b=2"))
print([found.span() for found in re.finditer("a|b", "xaby")])
print(re.split(r"[,;]\s*", "a, b;c;  d"), re.split(r"([,;])", "a,b;c"), re.split(",", "a,b,c", maxsplit=1))
print(re.sub("a", "-", "banana"), re.sub("a", "-", "banana", count=2), re.subn("a", "-", "banana"))
print(re.sub(r"(\w+) (\w+)", r"\2 \1", "hello world"), re.sub("x", lambda found: str(found.start()), "axbx"))
print(re.compile("a", re.I).findall("aA"))
print(re.escape("a.b*c [d] {e} (f) ^g$ h|i\\j #k ~l &m -n\t\n\v\f\r"), re.escape(b"a.\x00\xff"), re.escape("é_1"))
print(re.match("a", "b"), bool(re.match("", "b")))
print(re.findall("x*", "axxb"), re.split("x*", "axxb"), re.sub("x*", "-", "axxb"))
print(re.findall("|a", "aa"), re.findall("a??", "aa"), re.split("", "ab"), re.sub("", "-", "ab"))
print(re.findall(r"\b|:+", "a::bc"), re.sub(r"\b|:+", "-", "a::bc"), re.split(r"\b", "a b"))
print(re.sub("(?=a)", "<", "banana"), re.findall("(?=(..))", "abcd"))
print(re.purge())
