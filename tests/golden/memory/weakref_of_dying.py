"""A finalizer can still use the weak references to its object; they are cleared after it."""
import weakref


class Thing:
    def __del__(self):
        print("in del", r() is self, weakref.getweakrefcount(self))
        new = weakref.ref(self)
        print("new one", new() is self, new is r)


t = Thing()
r = weakref.ref(t, lambda r: print("callback", r()))
del t
print(r())


class Keeps:
    def __del__(self):
        saved.append(self)


saved = []
k = Keeps()
rk = weakref.ref(k, lambda r: print("called once"))
del k
print("resurrected", rk() is saved[0])
saved.clear()
print("dead", rk())
