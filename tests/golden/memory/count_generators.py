"""A generator's frame holds its variables until it ends."""
import sys

rc = sys.getrefcount


class Thing:
    pass


def hold(x):
    yield rc(x)
    y = x
    yield rc(x)
    del y
    yield rc(x)


t = Thing()
g = hold(t)
print("made", rc(t), rc(g))
print(next(g), rc(t))
print(next(g), rc(t))
print(next(g), rc(t))
print(list(g), rc(t))
g = hold(t)
next(g)
g.close()
print("closed", rc(t))
g = hold(t)
next(g)
del g
print("deleted", rc(t))
g = hold(t)
next(g)
try:
    g.throw(KeyError)
except KeyError:
    pass
print("thrown", rc(t))


def receiver():
    while True:
        x = yield
        print("received", rc(x))


r = receiver()
next(r)
r.send(t)
print(rc(t))
r.send(None)
print(rc(t))


def delegate(x):
    yield from hold(x)


d = delegate(t)
print(next(d), rc(t))
d.close()
print(rc(t))
