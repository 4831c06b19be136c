"""Weak references: calls, callbacks, death, equality, hash, which objects allow them."""
import weakref


class A:
    def __init__(self, n=0):
        self.n = n


a = A(5)
r = weakref.ref(a)
print(r() is a, r().n, weakref.getweakrefcount(a), weakref.ref(a) is r, r == weakref.ref(a), hash(r) == hash(a), type(r).__name__)
del a
print(r(), r is r)
events = []
b = A(1)
r1 = weakref.ref(b, lambda ref: events.append(("one", ref() is None)))
r2 = weakref.ref(b, lambda ref: events.append("two"))
print(weakref.getweakrefcount(b), len(weakref.getweakrefs(b)), r1 == r2, r1 is r2)
del b
print(events)
c = A()
r3 = weakref.ref(c, lambda ref: events.append("never: the reference itself is gone"))
del r3
del c
print(events)
for kind in ([], {}, (), 1, "s", None, 1.5, b"", object(), range(3)):
    try:
        weakref.ref(kind)
        print(type(kind).__name__, "yes")
    except TypeError as error:
        print(error)
for thing in (set(), frozenset([1]), A, lambda: 0, len, type, (x for x in ()), Exception, ValueError("x")):
    try:
        print(type(thing).__name__, weakref.ref(thing)() is thing)
    except TypeError as error:
        print(error)


class Slots:
    __slots__ = ("x",)


class WeakSlots:
    __slots__ = ("x", "__weakref__")


class L(list):
    pass


for thing in (Slots(), WeakSlots(), L(), type("T", (tuple,), {})(), type("I", (int,), {})()):
    try:
        print(type(thing).__name__, weakref.ref(thing)() is thing)
    except TypeError as error:
        print(error)
p = weakref.proxy(d := A(7))
print(p.n, p.__class__.__name__, isinstance(p, A), type(p).__name__, p == d, bool(p))
p.n = 8
print(d.n)
del d
try:
    p.n
except ReferenceError as error:
    print(error)
try:
    weakref.ref()
except TypeError as error:
    print(error)
e = A()
re_, alive = weakref.ref(e), []


class Resurrects:
    def __del__(self):
        alive.append(self)


x = Resurrects()
rx = weakref.ref(x)
del x
print(rx() is alive[0], len(alive))
class K:
    def __eq__(self, other):
        return True

    __hash__ = None


k1, k2 = K(), K()
w1, w2 = weakref.ref(k1), weakref.ref(k2)
print(w1 == w2)
try:
    hash(w1)
except TypeError as error:
    print(error)
del k1
print(w1 == w2, w1 == w1)
