"""Objects that die while a weak container is iterated are taken out afterwards."""
import weakref


class Thing:
    def __init__(self, n):
        self.n = n


things = [Thing(n) for n in range(4)]
s = weakref.WeakSet(things)
seen = 0
for t in s:
    seen += 1
    things.clear()
    del t
print(seen >= 1, len(s) <= 1)
d = weakref.WeakValueDictionary()
values = [Thing(n) for n in range(4)]
for v in values:
    d[v.n] = v
del v
it = iter(d.items())
k, v = next(it)
del v
values.clear()
rest = list(it)
print(k, rest, len(d))
k = [Thing(n) for n in range(3)]
d = weakref.WeakKeyDictionary((x, x.n) for x in k)
for key in list(d):
    k.remove(key)
    del key
print(len(d))
