"""The words of errors that the built-in containers raise."""


def attempt(*actions):
    for action in actions:
        try:
            print(action())
        except Exception as error:
            print(type(error).__name__, error)


items = [1, 2, 3]
print("-- list")
attempt(
    lambda: items[9],
    lambda: items["a"],
    lambda: items[1.5],
    lambda: items[10**30],
    lambda: items.__setitem__(9, 1),
    lambda: items.__setitem__("a", 1),
    lambda: items.__delitem__(9),
    lambda: items.__setitem__(slice(0, 3, 2), [1]),
    lambda: items.__setitem__(slice(0, 3, 2), 5),
    lambda: items.__setitem__(slice(0, 1), 5),
    lambda: items[::0],
    lambda: items[slice("a")],
    lambda: items.insert("a", 1),
    lambda: items.pop("a"),
    lambda: items.pop(9),
    lambda: items.pop(10**30),
    lambda: [].pop(),
    lambda: items.index(5),
    lambda: items.index(1, "a"),
    lambda: items.remove(5),
    lambda: items + (1,),
    lambda: items * "a",
    lambda: items * 10**30,
    lambda: items * 2**62,
    lambda: items.extend(5),
    lambda: items < 5,
    lambda: hash(items),
    lambda: list(5),
    lambda: list(1, 2),
    lambda: list(x=1),
    lambda: items.append(),
    lambda: items.clear(1),
    lambda: items.pop(1, 2),
    lambda: items.index(),
    lambda: items.insert(1),
)
print("-- tuple")
attempt(
    lambda: (1,)[1:][0],
    lambda: (1,).__getitem__("a"),
    lambda: (1,) + [1],
    lambda: (1,) * "a",
    lambda: (1,).index(5),
    lambda: (1, 2) < 5,
    lambda: hash(([],)),
    lambda: tuple(5),
    lambda: tuple(1, 2),
    lambda: tuple(a=1),
    lambda: (1,).index(),
    lambda: (1,).index(1, 2, 3, 4),
)
print("-- dict")
d = {1: 2}
attempt(
    lambda: d["x"],
    lambda: d[[]],
    lambda: d.pop("x"),
    lambda: {}.popitem(),
    lambda: d.__delitem__("x"),
    lambda: dict(1),
    lambda: dict(1, 2),
    lambda: dict([1]),
    lambda: dict([(1, 2, 3)]),
    lambda: dict(["abc"]),
    lambda: d.update(1, 2),
    lambda: d.update(None),
    lambda: d.get(),
    lambda: d.pop(),
    lambda: d.setdefault(),
    lambda: dict.fromkeys(),
    lambda: dict.fromkeys(5),
    lambda: d | 5,
    lambda: d < d,
    lambda: hash(d),
    lambda: d.keys() - 5,
    lambda: d.keys() < [1],
    lambda: hash(d.keys()),
    lambda: d.keys().isdisjoint(5),
)
print("-- set")
s = {1, 2}
attempt(
    lambda: {[]},
    lambda: s.add([]),
    lambda: [] in s,
    lambda: s.remove(9),
    lambda: s.remove({3}),
    lambda: set().pop(),
    lambda: set(5),
    lambda: set(1, 2),
    lambda: set(x=1),
    lambda: frozenset(x=1),
    lambda: s | [1],
    lambda: s - [1],
    lambda: s < 5,
    lambda: s.union(5),
    lambda: s.update(5),
    lambda: hash(s),
    lambda: s.add(),
)
print("-- range and slice")
r = range(5)
attempt(
    lambda: range(),
    lambda: range(1, 2, 3, 4),
    lambda: range(x=1),
    lambda: range(1, 2, 0),
    lambda: range(1.5),
    lambda: r[9],
    lambda: r["a"],
    lambda: r.index(9),
    lambda: r.index("a"),
    lambda: len(range(10**30)),
    lambda: r < r,
    lambda: setattr(r, "start", 1),
    lambda: slice(),
    lambda: slice(1, 2, 3, 4),
    lambda: slice(x=1),
    lambda: slice(1, 2, 0).indices(5),
    lambda: slice(1).indices(-1),
    lambda: slice(1).indices("a"),
    lambda: slice("a").indices(3),
    lambda: hash(slice([])),
)
print("-- in place")
for statement in ("a = 1; a |= {2}", "a = {1}; a |= [2]", "a = []; a += 5", "a = []; a *= 'x'", "a = (); a += []", "a = {}; a |= 5"):
    attempt(lambda: exec(statement))
