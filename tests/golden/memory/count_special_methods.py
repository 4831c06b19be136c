"""Operators and protocols give special methods no more references than CPython does."""
import sys

rc = sys.getrefcount


class Thing:
    def __getitem__(self, key):
        return rc(self), rc(key)

    def __setitem__(self, key, value):
        print("setitem", rc(self), rc(key), rc(value))

    def __delitem__(self, key):
        print("delitem", rc(self), rc(key))

    def __call__(self, x):
        return rc(self), rc(x)

    def __add__(self, other):
        return rc(self), rc(other)

    def __radd__(self, other):
        return rc(self), rc(other)

    def __iadd__(self, other):
        print("iadd", rc(self), rc(other))
        return self

    def __neg__(self):
        return rc(self)

    def __len__(self):
        print("len", rc(self))
        return 1

    def __bool__(self):
        print("bool", rc(self))
        return True

    def __contains__(self, item):
        print("contains", rc(self), rc(item))
        return True

    def __lt__(self, other):
        print("lt", rc(self), rc(other))
        return True

    def __hash__(self):
        print("hash", rc(self))
        return 1

    def __repr__(self):
        return f"repr {rc(self)}"

    def __format__(self, spec):
        return f"format {rc(self)} {spec}"


t = Thing()
key = Thing()
print(t[key], t(key), t + key, 1 + t, -t)
t[key] = None
t[key] = key
del t[key]
t += key
print(rc(t))
len(t)
bool(t)
if t:
    pass
not t
key in t
t < key
hash(t)
print(repr(t), str(t), f"{t:x}")
print(rc(t), rc(key))
