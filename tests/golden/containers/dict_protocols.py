"""dict: what update accepts, what subclasses change, views, merging, self-reference."""


def attempt(*actions):
    for action in actions:
        try:
            print(action())
        except Exception as error:
            print(type(error).__name__, error)


class Mapping:
    def keys(self):
        return ["x", "y"]

    def __getitem__(self, key):
        return key * 2


d = {}
d.update(Mapping(), z=1)
print(d, dict(Mapping()), {**Mapping()}, dict(Mapping(), x=0))
d.update([("q", 1), ["r", 2], "st"])
print(d, dict([], a=1), dict({"a": 2}, a=1), dict(zip("ab", [1, 2])), dict.fromkeys("ab"), dict.fromkeys({1: 5}, 0))


class Broken:
    def keys(self):
        yield "a"
        raise ValueError("keys")

    def __getitem__(self, key):
        return 1


d = {1: 1}
attempt(lambda: d.update(Broken()), lambda: d.update([(1,)]), lambda: d.update(["abc"]), lambda: d.update([1]))
print(d)


class Default(dict):
    def __missing__(self, key):
        return f"missing {key}"


m = Default(a=1)
print(m["a"], m["b"], m.get("b"), "b" in m, m, type(m.copy()), type(m | {}), type({} | m), type(Default.fromkeys("a")))
m.note = "attribute"
print(m.note, m == {"a": 1})


class Views(dict):
    def keys(self):
        return ["zz"]

    def __iter__(self):
        return iter(["zz"])

    def __getitem__(self, key):
        return "got"


print(Views(a=1), dict(Views(a=1)), {**Views(a=1)}, list(Views(a=1)), len(Views(a=1)))

print("-- views")
d = {"a": 1}
keys, values, items = d.keys(), d.values(), d.items()
d["b"] = 2
print(keys, values, items, len(keys), ("b", 2) in items, ("b", 3) in items, 5 in items, 2 in values, "b" in keys)
print(items & {("a", 1)}, items - {("a", 1)}, keys ^ ["a"], {"a"} & keys, ["a"] - keys, sorted(keys | []), keys & ["b", "z"])
print(keys == {"a", "b"}, keys >= {"a"}, keys < {"a", "b", "c"}, keys != {1}, values == d.values(), items == {"a": 1, "b": 2}.items())
print(keys.isdisjoint("xyz"), keys.isdisjoint("ab"), items.isdisjoint([]), keys.mapping, list(reversed(keys)), list(reversed(values)))

print("-- equality and order")
print({1: 1, 2: 2} == {2: 2, 1: 1.0}, {1: 1} != {1: 2}, {1: 1} == {1: 1, 2: 2}, {1: "a", True: "b", 1.0: "c"})
nan = float("nan")
print({nan: 1}[nan], {1: nan} == {1: nan}, {0.0: 1}[-0.0], {2**70: 1}[2**70], {(1, "x"): 5}[(1, "x")], {None: 1, ...: 2})
d = {i: i for i in range(10)}
d.pop(3)
d[3] = "again"
d.setdefault(4, "no")
d.setdefault("new", "yes")
print(d, d.popitem(), d.popitem(), list(d))
for key in list(d):
    del d[key]
d["fresh"] = 1
print(d)
queue = {}
for i in range(3000):
    queue[i] = i
    if i >= 5:
        del queue[next(iter(queue))]
print(queue)

print("-- containing themselves")
d = {}
d["self"] = d
d["values"] = d.values()
d["items"] = [d.items()]
print(d)
