"""Cycles survive their last name and die in gc.collect(); finalizers, weak references, counts."""
import gc
import weakref

gc.disable()
gc.collect()


class Node:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def make_pair():
    a, b = Node("a"), Node("b")
    a.other, b.other = b, a
    return weakref.ref(a)


r = make_pair()
print(r() is not None)
print(gc.collect(), r())


def self_cycle():
    x = Node("self")
    x.me = x


self_cycle()
print(gc.collect())
l = []
l.append(l)
del l
print(gc.collect())
d = {}
d["d"] = d
t = ([],)
t[0].append(t)
del d, t
print(gc.collect())


def closure_cycle():
    def f():
        return f
    return None


closure_cycle()
print(gc.collect() > 0)


class C:
    pass


C.instance = C()
ref = weakref.ref(C)
del C
print(gc.collect() > 0, ref())


def kept_alive_by_outside():
    a, b = Node("outside a"), Node("outside b")
    a.other, b.other = b, a
    return b


outside = kept_alive_by_outside()
print(gc.collect(), outside.other.name)
outside.other.other = None
del outside
print("broken by hand")
callbacks = []
n = Node("with callback")
n.me = n
w = weakref.ref(n, lambda ref: callbacks.append(ref()))
del n
print(gc.collect(), callbacks)


def ring(size):
    nodes = [C2() for _ in range(size)]
    for i, node in enumerate(nodes):
        node.next = nodes[(i + 1) % size]


class C2:
    pass


ring(10)
print(gc.collect())
ring(1000)
print(gc.collect())
print(gc.collect(), gc.garbage, gc.isenabled())
gc.enable()


def generator_cycle():
    def g():
        try:
            yield me
        finally:
            print("generator finalized")
    me = g()
    next(me)


generator_cycle()
gc.collect()
try:
    raise ValueError
except ValueError as e:
    saved = e
    saved.self = saved
del saved
print(gc.collect() > 0)
for bad in (lambda: gc.collect(3), lambda: gc.collect(-1), lambda: gc.collect("x"), lambda: gc.set_threshold(), lambda: gc.get_objects(5)):
    try:
        bad()
    except (ValueError, TypeError) as error:
        print(error)
