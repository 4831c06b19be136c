"""A finalizer that brings its object back: __del__ runs once, weak references stay cleared."""
import gc
import weakref

gc.disable()
saved = []


class Phoenix:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)
        saved.append(self)


p = Phoenix("simple")
r = weakref.ref(p)
del p
print(r() is saved[0], [s.name for s in saved])
saved.clear()
print("gone for good, no second __del__")
c = Phoenix("cycle")
c.me = c
r = weakref.ref(c)
del c
print(gc.collect(), r(), [s.name for s in saved])
saved.clear()
print(gc.collect())


class Partner:
    def __init__(self, name):
        self.name = name


class Saver:
    def __init__(self, partner):
        self.partner = partner
        partner.saver = self

    def __del__(self):
        saved.append(self.partner)


partner = Partner("partner")
Saver(partner)
del partner
print(gc.collect(), [s.name for s in saved], saved[0].saver.partner is saved[0])
saved.clear()
print(gc.collect())


class Adds:
    def __del__(self):
        saved.append("a new object")


x = Adds()
x.me = x
del x
print(gc.collect(), saved)


class Order:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print("order", self.n)


for n in range(3):
    o = Order(n)
    o.me = o
del o
gc.collect()
print(gc.garbage)
