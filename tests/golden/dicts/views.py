"""keys, values and items are live views with set operations."""
d = {"a": 1, "b": 2, "c": 3}
k, v, i = d.keys(), d.values(), d.items()
print(k, v, i, len(k), "a" in k, 2 in v, ("a", 1) in i, ("a", 2) in i, ("a",) in i)
d["d"] = 4
del d["a"]
print(k, v, i, list(k), list(v), list(i), k.mapping["b"], type(k.mapping).__name__)
print(sorted(k & {"b", "zz"}), sorted(k | {"zz"}), sorted(k - {"b"}), sorted(k ^ {"b", "q"}), sorted({"b"} & k), k == {"b", "c", "d"}, k <= {"b", "c", "d", "e"}, k > {"b"}, k.isdisjoint({"x"}), sorted(k & ["b"]), sorted(i & {("b", 2), ("c", 9)}), sorted(i - {("b", 2)}))
print({"a": 1}.items() == {"a": 1}.items(), {"a": 1}.values() == {"a": 1}.values(), {"a": 1}.keys() == ["a"], set(d.items()) == {("b", 2), ("c", 3), ("d", 4)})
for bad in ("k[0]", "k & 5", "hash(k)", "k.add(1)", "v & {1}", "{'a': []}.items() & {1}", "k < 5", "v[0]", "next(k)", "len(k, 1)", "k - None"):
    try:
        eval(bad)
    except (TypeError, AttributeError) as error:
        print(bad, "->", type(error).__name__, error)
for view in (k, v, i):
    try:
        for x in view:
            d["new" + str(len(d))] = 1
    except RuntimeError as error:
        print(error)
it = iter(d)
d.pop("b")
try:
    next(it)
except RuntimeError as error:
    print(error)
try:
    for key in d:
        d[key] = "values may change"
    print("fine", len(d))
except RuntimeError as error:
    print(error)
try:
    for key in d:
        del d[key]
        d["other"] = 1
except RuntimeError as error:
    print(error)
r = reversed(d)
d["late"] = 1
try:
    list(r)
except RuntimeError as error:
    print(error)
print(repr({}.keys()), repr({}.values()), {}.items(), repr({1: {}.keys()}), sorted(map(type, (k, v, i)), key=str))
