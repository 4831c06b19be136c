"""types.MappingProxyType and types.SimpleNamespace."""

from types import MappingProxyType, SimpleNamespace


def attempt(*actions):
    for action in actions:
        try:
            print(action())
        except Exception as error:
            print(type(error).__name__, error)


d = {"a": 1}
p = MappingProxyType(d)
d["b"] = 2
print(p, p["b"], "a" in p, len(p), list(p), p.get("z", 0), p.items(), p.copy(), p == d, p == MappingProxyType(d))
print(p | {"c": 3}, {"c": 3} | p, list(reversed(p)), str(p), MappingProxyType(mapping={1: 2}))
attempt(
    lambda: p["z"],
    lambda: p.__setitem__,
    lambda: MappingProxyType(),
    lambda: MappingProxyType(1),
    lambda: MappingProxyType([]),
    lambda: MappingProxyType({}, {}),
    lambda: hash(p),
    lambda: p | 5,
    lambda: exec("p |= {}"),
    lambda: exec("p['x'] = 1"),
    lambda: exec("del p['a']"),
    lambda: d.keys().mapping,
)
n = SimpleNamespace(a=1, b="x")
n.c = [n]
print(n, n.a, n == SimpleNamespace(a=1), n.__dict__.keys())
del n.a
print(n, vars(n).keys())


class Point(SimpleNamespace):
    pass


print(Point(x=1), Point(x=1) == SimpleNamespace(x=1), Point(x=1).__replace__(x=5), Point.__reduce__(Point(x=2))[1:])
attempt(
    lambda: SimpleNamespace(1),
    lambda: SimpleNamespace(1, 2),
    lambda: SimpleNamespace({"a": 1}, b=2),
    lambda: SimpleNamespace([("a", 5)], a=6),
    lambda: SimpleNamespace({1: 2}),
    lambda: SimpleNamespace({"not a name": 1}),
    lambda: SimpleNamespace(a=1) < SimpleNamespace(a=2),
    lambda: SimpleNamespace(a=1) < 5,
    lambda: SimpleNamespace(a=1).__reduce__(),
    lambda: SimpleNamespace(a=1).__replace__(a=2, b=3),
    lambda: SimpleNamespace(a=1).__replace__(1),
    lambda: hash(SimpleNamespace()),
    lambda: SimpleNamespace(a=1).b,
)
