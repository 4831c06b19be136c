"""WeakKeyDictionary: entries go with their keys."""
import weakref


class Key:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"Key({self.name})"


d = weakref.WeakKeyDictionary()
a, b = Key("a"), Key("b")
d[a], d[b] = 1, 2
print(len(d), d[a], b in d, 5 in d, d.get(a), d.get(Key("x"), "none"))
del a
print(len(d), list(d.items()), [r() for r in d.keyrefs()])
print(d.setdefault(b, 9), d.pop(b), len(d))
c = Key("c")
d[c] = [c]
del c
print("value holds the key", len(d))
try:
    d[5] = 1
except TypeError as e:
    print(e)
try:
    d[Key("missing")]
except KeyError as e:
    print("KeyError", type(e.args[0]).__name__)
e = weakref.WeakKeyDictionary({b: "x"})
for k, v in e.items():
    print(k, v)
del b, k
print(len(e), list(e))
