"""A name is one reference; rebinding and del take it away again."""
import sys

rc = sys.getrefcount


class Thing:
    pass


first = Thing()
print("one name", rc(first))
second = first
third = second
print("three names", rc(first))
second = None
print("one rebound", rc(first))
del third
print("one deleted", rc(first))
first, other = Thing(), first
print("moved to another name", rc(first), rc(other))
a = b = c = d = Thing()
print("chained assignment", rc(a), a is d)
a, b = b, a
print("swapped", rc(a))
[x, y, *rest] = [a] * 5
print("unpacked", rc(a), len(rest))
rest.clear()
print("rest cleared", rc(a))
for name in ("x", "y"):
    del globals()[name]
print("deleted through globals()", rc(a))
globals()["z"] = a
print("stored through globals()", rc(a), z is a)
if (w := a) is not None:
    print("walrus", rc(w))
