"""Defaults are evaluated once, shared between calls, and can be changed through the function."""


def append(x, to=[]):
    to.append(x)
    return to


print(append(1), append(2), append(3, []), append(4), append.__defaults__)
n = 5


def f(a, b=n, c=None, *, d=n * 2, e="e"):
    return a, b, c, d, e


n = 100
print(f(1), f(1, 2), f(1, c=3), f(1, d=4), f(1, 2, 3, d=4, e=5), f.__defaults__, f.__kwdefaults__)
f.__defaults__ = (7, 8)
print(f(1))
f.__kwdefaults__["d"] = "changed"
print(f(1))
f.__defaults__ = None
try:
    f(1)
except TypeError as error:
    print(error)
f.__defaults__ = ("all", "three", "given")
print(f())


def depends(a, b=None):
    if b is None:
        b = a * 2
    return a, b


print(depends(1), depends(1, 0))


def make(i):
    def g(x=i):
        i2 = i
        return x, i2
    return g


print([make(i)() for i in range(3)])
fs = [lambda x=i: x for i in range(3)]
print([f() for f in fs], fs[0](9))


class A:
    base = 1

    def m(self, x=base, y=[]):
        y.append(x)
        return y


print(A().m(), A().m(2))


def counter(state={"n": 0}):
    state["n"] += 1
    return state["n"]


print(counter(), counter(), counter({"n": 10}), counter())


def sentinel(x=(missing := object())):
    return x is missing


print(sentinel(), sentinel(5))
