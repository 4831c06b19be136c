"""Dicts: lookup, insertion order, methods, views."""

d = {"b": 1, "a": 2}
d["c"] = 3
d["b"] = 10
print(d, len(d), d["a"], d.get("z"), d.get("z", 0), "a" in d, 2 in d)
print(list(d), list(d.values()), list(d.items()), list(reversed(d)))
print(d.pop("a"), d.pop("zz", None), d.popitem(), d)
print(d.setdefault("n", []), d.setdefault("b", 5), d)
d.update({"x": 1}, y=2)
d.update([("z", 3)])
print(d, d | {"x": 9}, {"q": 1} | d)
d |= {"w": 0}
del d["n"]
print(d, d == dict(reversed(d.items())), dict(a=1, b=2), dict([(1, 2)]), dict.fromkeys("ab", 0))
print({1: "int", 1.0: "float", True: "bool"})
keys = d.keys()
d["late"] = 1
print(keys, "late" in keys, keys & {"late", "b"} == {"late", "b"}, d.items() >= {("x", 1)})
for bad in ("d['missing']", "d[[]]", "d[{}] = 1", "del d['missing']", "{}.popitem()", "dict([1])", "dict([(1,2,3)])",
            "dict(1)", "d < d", "d + d"):
    try:
        exec(bad)
    except (KeyError, TypeError, ValueError) as error:
        print(type(error).__name__, error)
try:
    for key in d:
        d[key + "x"] = 1
except RuntimeError as error:
    print(error)
try:
    for key in d:
        del d[key]
except RuntimeError as error:
    print(error)
d["self"] = d
print(list(d)[-1], {"a": {}}["a"])
recursive = {}
recursive[1] = recursive
print(recursive)
