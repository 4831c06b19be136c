"""Pattern: attributes, equality, hash, repr, copies, weak references, bounds."""
import copy
import re
import weakref

p = re.compile(r"(?P<first>a)(b)?(?P<third>c)", re.I | re.M)
print(p, p.pattern, p.flags, p.groups, p.groupindex, dict(p.groupindex))
print(p == re.compile(p.pattern, re.I | re.M), p == re.compile(p.pattern), p != re.compile("a"), p == "a")
print(hash(p) == hash(re.compile(r"(?P<first>a)(b)?(?P<third>c)", re.I | re.M)), len({p, re.compile("x"), p}))
print(re.compile("a") == re.compile(b"a"), re.compile("a", re.A) == re.compile("a"))
print(copy.copy(p) is p, copy.deepcopy(p) is p, weakref.ref(p)() is p)
for call in (lambda: p < p, lambda: type(p)(), lambda: setattr(p, "flags", 1), lambda: p.groupindex.__setitem__("x", 1), lambda: p.nothing):
    try:
        print(call())
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
for flags in (0, re.I, re.M, re.S, re.X, re.A, re.U, re.I | re.M | re.S | re.X, 1 << 20, re.A | re.I):
    print(re.compile("x", flags))
print(re.compile(b"x", re.L), re.compile(b"x"), re.compile("(?i)x"), re.compile("(?im)x").flags, re.compile("(?u:x)").flags)
print(re.compile("é" * 300))
print(re.compile("\n'\""), re.compile("it's"))
q = re.compile("^b|b$|a")
print(q.findall("aab", 1), q.findall("aab", 0, 2), q.search("xb", 1), q.match("abab", 1, 2), q.fullmatch("xax", 1, 2))
print(q.findall("aab", -5), q.findall("aab", 1, 99), q.findall("aab", 2, 1), q.match("b", 5))
print(re.compile(r"\bb").search("ab", 1), re.compile(r"(?<=a)b").match("ab", 1), re.compile("$").search("abc", 0, 2))
print([found.span() for found in re.compile("a*").finditer("baac", 1)], re.compile("a*").search("baac", 1, 2).endpos)
for arguments in (("x", "y"), ("x", 1.5), ("x", None), ("x", 0, 2**70), (), ("x", 0, 1, 2)):
    try:
        print(q.search(*arguments))
    except (TypeError, OverflowError) as error:
        print(type(error).__name__, error)
print(q.search(string="a", pos=0, endpos=1), q.sub(repl="-", string="a", count=1), q.split(string="xax", maxsplit=1))
s = re.compile(r"\d|[a-z]+").scanner("1ab2!3")
print(s.match(), s.match(), s.match(), s.match(), s.match(), s.pattern.pattern)
s = re.compile(r"\d|$").scanner("1ab2", 1)
print(s.search(), s.search(), s.search(), s.search())
print(type(p), type(p)[bytes], type(q.finditer("")), type(s))
class Text(str):
    pass
whole = re.match(".*", Text("abc"))
print(type(whole.group()), type(whole.string), re.compile(Text("a")).pattern)
