"""Containers hold one reference per place and give every one of them back."""

from sys import getrefcount


class Thing:
    pass


thing = Thing()
base = getrefcount(thing)


def held(what):
    print(what, getrefcount(thing) - base)


items = [thing] * 5
held("list * 5")
items.append(thing)
items.insert(0, thing)
held("append, insert")
items.pop()
items.remove(thing)
del items[0]
items[0] = None
held("pop, remove, del, store")
items[1:] = []
held("slice assignment")
items = [thing, 1]
items.sort(key=lambda item: 0)
items.reverse()
items *= 3
items = items[::2]
held("sort, reverse, *=, [::2]")
items = None
held("gone")
d = {1: thing, 2: thing, thing: thing}
held("dict")
d[1] = 0
d.popitem()
held("store, popitem")
copy = d.copy()
merged = d | copy
held("copy, |")
d = copy = merged = None
held("gone")
s = {thing}
s |= {thing}
s2 = s | {1}
held("sets")
s.pop()
s2.clear()
held("pop, clear")
pair = (thing, thing)
items = list(pair)
held("tuple, list")
pair = items = None
held("gone")
list(zip([thing], [thing]))
list(map(lambda item: item, [thing]))
list(enumerate([thing]))
list(filter(None, [thing]))
list(reversed([thing]))
thing in [1, 2, thing]
[1, thing].index(thing)
{1: thing}.setdefault(2, thing)
{1: thing}.get(1)
(thing,) + (thing,)
(thing,) * 3
[*[thing], *(thing,)]
{**{"a": thing}}
first, *rest = [thing, thing, thing]
first = rest = None
held("after many temporaries")
