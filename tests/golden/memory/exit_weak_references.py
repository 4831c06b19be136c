"""Callbacks of weak references at exit."""
import weakref


class Thing:
    pass


def callback(ref):
    print("callback", ref() is None)


t = Thing()
r = weakref.ref(t, callback)
u = Thing()
s = weakref.ref(u, lambda ref: print("second"))
print("end")
