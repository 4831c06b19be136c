"""Strings and numbers made at run time are counted like other objects."""
import sys

rc = sys.getrefcount


def word(n):
    return "w" * n + "!"


s = word(3)
print(rc(s))
held = [s, s]
print(rc(s))
d = {s: s}
print(rc(s))
t = s + "?"
u = s * 1
print(rc(s), rc(t), u is s)
v = f"{s}"
x = str(s)
print(v is s, x is s, rc(s))
del held, d, u, v, x
print(rc(s))
parts = t.split("w")
print(parts, rc(parts[-1]))
b = bytes(range(5))
print(rc(b), b[:] is b, rc(b))
big = int("9" * 40)
same = +big
print(same is big, rc(big))
print(rc(big + 1), rc(-big), rc(abs(big)))
c = complex(1, 2)
print(rc(c), rc(c.conjugate()))
