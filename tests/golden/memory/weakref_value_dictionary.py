"""WeakValueDictionary: entries go with their values."""
import weakref


class Thing:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"Thing({self.name})"


d = weakref.WeakValueDictionary()
a, b, c = map(Thing, "abc")
d["a"], d["b"], d["c"] = a, b, c
print(len(d), sorted(d), d["a"], "b" in d, d.get("x"), d.get("x", 5))
del b
print(len(d), sorted(d), "b" in d, list(d.items()))
try:
    d["b"]
except KeyError as e:
    print("KeyError", e)
print(d.setdefault("c", a) is c, d.pop("c") is c, len(d), d.pop("zz", None))
d.update({"n": c})
print(sorted(d.keys()), [v.name for v in d.values()], [r() for r in d.valuerefs()] == list(d.values()))
e = d.copy()
del a
print(dict(d), len(e), list(e))
d.clear()
print(len(d), d == {}, type(d | {"c": c}).__name__)
m = weakref.WeakValueDictionary({"k": c}, j=c)
print(sorted(m))
for key in m:
    print(key, m[key])
    break
del c
print(len(m))
