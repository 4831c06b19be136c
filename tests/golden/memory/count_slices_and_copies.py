"""Slices and copies hold their own references to the same objects."""
import copy
import sys

rc = sys.getrefcount


class Thing:
    pass


t = Thing()
items = [t, t, t]
part = items[1:]
print(rc(t))
whole = items[:]
print(rc(t))
again = items.copy()
print(rc(t))
joined = items + part
print(rc(t))
shallow = copy.copy(items)
print(rc(t))
back = items[::-1]
print(rc(t))
del part, whole, again, joined, shallow, back
print(rc(t))
items[1:] = []
print(rc(t))
items *= 4
print(rc(t))
del items[::2]
print(rc(t))
pair = tuple(items)
same = tuple(pair)
print(rc(t), same is pair, rc(pair))
empty = pair[2:]
print(rc(t), empty)
text = "".join(["made ", "at run time"])
print(rc(text), rc(text[:]), text[:] is text)
