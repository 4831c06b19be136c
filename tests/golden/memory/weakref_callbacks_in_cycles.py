"""Callbacks of references outside the cycle are called, those inside it are not."""
import gc
import weakref

gc.disable()
gc.collect()


class Thing:
    pass


t = Thing()
t.me = t
outside = weakref.ref(t, lambda r: print("outside", r()))
t.inside = weakref.ref(t, lambda r: print("inside"))
del t
print(gc.collect() > 0, outside())
a, b = Thing(), Thing()
a.b, b.a = b, a
ra = weakref.ref(a, lambda r: print("ra", rb()))
rb = weakref.ref(b, lambda r: print("rb", ra()))
del a, b
gc.collect()


class Saved:
    def __del__(self):
        print("finalizer sees", r())
        keep.append(self)


keep = []
s = Saved()
s.me = s
r = weakref.ref(s, lambda r: print("cleared before the finalizer", r()))
del s
gc.collect()
print(r(), len(keep))
