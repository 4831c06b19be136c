"""A proxy passes operations on and raises ReferenceError once its object is gone."""
import weakref


class Thing:
    def __init__(self):
        self.items = [1, 2, 3]

    def __len__(self):
        return len(self.items)

    def __getitem__(self, i):
        return self.items[i]

    def __setitem__(self, i, value):
        self.items[i] = value

    def __contains__(self, x):
        return x in self.items

    def __iter__(self):
        return iter(self.items)

    def __add__(self, other):
        return ("add", other)

    def __radd__(self, other):
        return ("radd", other)

    def __bool__(self):
        return True

    def __str__(self):
        return "a thing"

    def __call__(self, *args):
        return ("called", args)

    def method(self):
        return "method"

    def __eq__(self, other):
        return "eq"

    __hash__ = None


t = Thing()
p = weakref.proxy(t)
print(len(p), p[0], 2 in p, list(p), p + 1, 1 + p, bool(p), str(p), p(5), p.method(), p == 3)
p[0] = 9
p.extra = "attribute"
print(t.items, t.extra, type(p).__name__, p.__class__ is Thing, isinstance(p, Thing))
del p.extra
print(hasattr(t, "extra"), weakref.proxy(t) is p)
try:
    hash(p)
except TypeError as e:
    print(e)
del t
for action in (lambda: p.items, lambda: len(p), lambda: p[0], lambda: p(), lambda: str(p), lambda: p + 1, lambda: bool(p), lambda: list(p)):
    try:
        print(action())
    except ReferenceError as e:
        print("ReferenceError", e)
