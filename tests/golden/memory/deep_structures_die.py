"""Deeply nested and long linked structures are destroyed without running out of stack."""
import gc


class Link:
    def __init__(self, next):
        self.next = next


head = None
for _ in range(100_000):
    head = Link(head)
del head
print("linked list")
x = []
for _ in range(100_000):
    x = [x]
del x
x = ()
for _ in range(100_000):
    x = (x, 1)
del x
x = {}
for _ in range(100_000):
    x = {"k": x}
del x
print("containers")


class Slots:
    __slots__ = ("a",)


x = None
for _ in range(100_000):
    s = Slots()
    s.a = x
    x = s
del x, s
print("slots")
f = lambda: 0
for _ in range(50_000):
    f = (lambda g: lambda: g)(f)
del f
print("closures")
import functools
p = print
for _ in range(1000):
    p = functools.partial(p)
q = len
for i in range(1000):
    q = [q].__iter__()
del p, q
count = 0


class D:
    def __init__(self, next):
        self.next = next

    def __del__(self):
        global count
        count += 1


x = None
for _ in range(50_000):
    x = D(x)
del x
print("finalizers", count)
x = Link(None)
first = x
for _ in range(50_000):
    x = Link(x)
first.next = x
del x, first
print("ring", gc.collect() >= 50_000)
e = None
for _ in range(10_000):
    new = ValueError()
    new.__context__ = e
    e = new
del e, new
print("exceptions")
