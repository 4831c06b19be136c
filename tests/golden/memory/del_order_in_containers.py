"""In which order containers let go of their items."""
class Thing:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print(self.name, end=" ")


def make(n):
    return [Thing(i) for i in range(n)]


items = make(4)
del items
print("| list")
row = tuple(make(4))
del row
print("| tuple")
table = dict(enumerate(make(4)))
del table
print("| dict")
import collections

line = collections.deque(make(4))
del line
print("| deque")
items = make(6)
del items[1:3]
print("| slice")
items[:] = []
print("| slice assignment")
items = make(3)
items.clear()
print("| clear")


class Holder:
    pass


h = Holder()
h.a, h.b, h.c = make(3)
del h
print("| attributes")


class Slots:
    __slots__ = ("x", "y", "z")


s = Slots()
s.z, s.x, s.y = make(3)
del s
print("| slots")


def frame():
    a = Thing("a")
    b = Thing("b")
    c = Thing("c")


frame()
print("| frame")


def arguments(a, b, *rest, k=None):
    x = Thing("x")


arguments(Thing("a"), Thing("b"), Thing("r1"), Thing("r2"), k=Thing("k"))
print("| arguments")
nested = [Thing("outer"), [Thing("inner 1"), Thing("inner 2")], Thing("last")]
del nested
print("| nested")
