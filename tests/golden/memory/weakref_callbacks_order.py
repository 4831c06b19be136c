"""Callbacks run when the object dies, the newest reference first."""
import weakref


class Thing:
    def __del__(self):
        print("del")


t = Thing()
refs = [weakref.ref(t, lambda r, n=n: print("callback", n, r())) for n in range(4)]
print(weakref.getweakrefcount(t))
del refs[1]
print(weakref.getweakrefcount(t))
del t
print([r() for r in refs])
t = Thing()
r = weakref.ref(t, lambda r: print("never called"))
del r
del t
print("reference gone first")
t = Thing()
a = weakref.ref(t, lambda r: print("a", r is a))
b = weakref.proxy(t, lambda p: print("b is a proxy", type(p).__name__))
t = None
