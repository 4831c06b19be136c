"""Built-in functions keep nothing of what they are given."""
import sys

rc = sys.getrefcount


class Thing:
    n = 1

    def __lt__(self, other):
        return False


t = Thing()
values = [t, t]
for label, result in (
    ("sorted", sorted(values)),
    ("max", max(values)),
    ("min", min(t, t)),
    ("list", list(values)),
    ("tuple", tuple(values)),
    ("any", any(values)),
    ("isinstance", isinstance(t, Thing)),
    ("getattr", getattr(t, "n")),
    ("hasattr", hasattr(t, "x")),
    ("id", id(t) == id(t)),
    ("type", type(t).__name__),
    ("vars", vars(t)),
    ("callable", callable(t)),
    ("zip", list(zip(values, values))),
    ("map", list(map(id, values)) == [id(t)] * 2),
    ("dict", dict(a=t)),
    ("set", {t} == {t}),
    ("index", values.index(t)),
    ("count", values.count(t)),
    ("in", t in values),
    ("repr", len(repr(values)) > 10),
):
    print(label, rc(t), end="; ")
    del result
print(rc(t))
print([rc(t) for result in [sorted(values)]], rc(t))
setattr(t, "x", values)
print(rc(values), rc(t.x))
delattr(t, "x")
print(rc(values), rc(t))
