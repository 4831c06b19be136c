"""Tuples and dicts of atoms leave the collector's lists at a collection, and dicts come back."""
import gc

gc.disable()
gc.collect()


def flags(*values):
    print(*[gc.is_tracked(value) for value in values])


made = tuple([1, "a"])
nested = tuple([made, 2])
holding = tuple([[], 1])
flags(made, nested, holding)
gc.collect(0)
flags(made, nested, holding)
gc.collect(0)
flags(made, nested, holding)
atoms = {"a": 1}
lists = {"a": []}
flags(atoms, lists)
lists["a"] = 1
flags(lists)
gc.collect(0)
flags(lists)
gc.collect()
flags(lists)
lists["b"] = made
flags(lists)
lists["c"] = holding
flags(lists)
flags(dict(a=1), dict(a=[]), {**atoms}, {**lists}, atoms.copy(), lists.copy(), dict.fromkeys("ab"), dict.fromkeys("ab", []))
flags({i: i for i in range(3)}, {i: [i] for i in range(3)}, atoms | {"b": 2}, atoms | {"b": []})


def keywords(**kwargs):
    flags(kwargs)


keywords()
keywords(a=1)
keywords(a=[])


class T(tuple):
    pass


class D(dict):
    pass


t, d = T([1]), D(a=1)
flags(t, d)
gc.collect()
flags(t, d)
