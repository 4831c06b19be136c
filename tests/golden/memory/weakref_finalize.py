"""finalize calls back once: when the object dies, when called, or at exit."""
import gc
import weakref


class Thing:
    pass


t = Thing()
f = weakref.finalize(t, print, "dead", 1, sep="-")
print(f.alive, f.peek()[1:], f.atexit)
del t
print(f.alive, f(), f.peek(), f.detach())
t = Thing()
f = weakref.finalize(t, lambda x: x * 2, 21)
print(f(), f.alive, f())
f = weakref.finalize(t, print, "never")
obj, func, args, kwargs = f.detach()
print(obj is t, func is print, args, kwargs, f.alive)
f.atexit = False
print(f.atexit)
a = weakref.finalize(t, print, "first made")
b = weakref.finalize(t, print, "second made")
del t, obj
c = Thing()
c.me = c
gc.disable()
g = weakref.finalize(c, print, "cycle")
del c
print(g.alive)
gc.collect()
print(g.alive)
try:
    weakref.finalize([], print)
except TypeError as e:
    print(e)
try:
    weakref.finalize(Thing())
except TypeError as e:
    print(str(e)[:40])
