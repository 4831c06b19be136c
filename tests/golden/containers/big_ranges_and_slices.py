"""Ranges and slices: arithmetic on their parts, numbers beyond machine integers."""

r = range(1, 10, 2)
print(r.start, r.stop, r.step, len(r), r[-1], r[1:3], r[::-1], list(reversed(r)), 9 in r, "a" in r, 3.0 in r)
print(r.count(3), r.count(3.0), r.index(5), r == range(1, 11, 2), hash(r) == hash(range(1, 11, 2)), bool(range(0)), r[True])
print(hash(range(5)), hash(range(0)), hash(range(3, 4)), range(0) == range(5, 5), range(0, 3, 2) == range(0, 4, 2), r.__reduce__())
print(list(range(10, 0, -3)), range(10, 0, -3)[1:], range(10, 0, -3).index(4), 5 in range(10, 0, -3), len(range(0, 10, 3)))
R = range(10**20, 10**20 + 10, 3)
print(list(R), R[1], R[-1], len(R), R[::2], R.index(10**20 + 3), 10**20 + 4 in R, list(reversed(R)), R)
print(range(10**30)[10**29], range(10**30)[:: 10**10], 10**29 in range(10**30), range(-(10**30), 10**30)[5:10])
print(range(-(2**63), 2**63)[-1], range(2**63 - 1, 2**63 + 1)[1], range(2**62, 2**62 + 5)[::-2], list(range(2**61 - 2, 2**61 + 2)))
print(list(range(2**63 - 3, 2**63 - 1)), list(reversed(range(-(2**63), -(2**63) + 2))), type(iter(range(2**70))).__name__)


class Index:
    def __index__(self):
        return 3


print(range(Index()), list(range(Index())), Index() in range(5), [0, 1, 2, 3, 4][Index()], [0, 1, 2, 3, 4][: Index()])

print("-- slices")
s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, slice(5), slice(None), s.indices(5), slice(None, None, -1).indices(5), slice(-3, None).indices(5))
print(s == slice(1, 10, 2), s < slice(1, 10, 3), hash(slice(1, 2, 3)), hash(slice(None)), s.__reduce__(), {s: 1}[slice(1, 10, 2)])
print(slice(10**30).indices(10**40), slice(None, None, -(10**30)).indices(10**40), slice(-(10**50), 10**50).indices(7))
items = list(range(10))
for part in (slice(None, None, 3), slice(-3, None), slice(8, 2), slice(8, 2, -2), slice(None, -100, -1), slice(100, None), slice(-100, 3), slice(2, 10**30), slice(10**30, None, -(10**30))):
    print(part, items[part], tuple(items)[part], "0123456789"[part], range(10)[part])
for part in (slice(2, 18, 5), slice(None, None, 3), slice(15, 2, -4), slice(5, 2), slice(0, 10**9, 7)):
    items = list(range(20))
    del items[part]
    print(part, items)
items = list(range(8))
items[2:8:2] = "abc"
items[1:1] = items[:2]
items[5:3] = ["x"]
items[::-1] = items
print(items)
