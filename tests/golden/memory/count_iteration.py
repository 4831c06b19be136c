"""Loop variables, iterators, and the pairs that enumerate, zip and items hand out."""
import sys

rc = sys.getrefcount


class Thing:
    pass


t = Thing()
items = [t]
for x in items:
    print("list", rc(x))
for x in (t,):
    print("tuple", rc(x))
for x in {t}:
    print("set", rc(x))
for x in {t: 1}:
    print("dict", rc(x))
for x in {1: t}.values():
    print("values", rc(x))
for i, x in enumerate(items):
    print("enumerate", rc(x))
for x, in zip(items):
    print("zip one", rc(x))
for x, y in zip(items, items):
    print("zip two", rc(x))
for x, y, z in zip(items, items, items):
    print("zip three", rc(x))
for k, x in {1: t}.items():
    print("items", rc(x))
for x in reversed(items):
    print("reversed", rc(x))
for x in map(lambda v: v, items):
    print("map", rc(x))
for x in filter(None, items):
    print("filter", rc(x))
for x in sorted(items, key=id):
    print("sorted", rc(x))
for x in iter(items):
    print("iter", rc(x))
del x, y, z, i, k
print(rc(t))
iterator = iter(items)
print(rc(items), rc(t))
next(iterator)
print(rc(items), next(iterator, None), rc(items))
pairs = enumerate(items)
pair = next(pairs)
print(rc(pair), rc(t))
del pairs, pair
print(rc(t))
