"""Lambdas close over variables, defaults are evaluated once when the function is made."""
x = 1
f = lambda: x
x = 2
print(f())
g = lambda x=x: x
x = 3
print(g(), g(9))
print([f(2) for f in [lambda n, i=i: n * i for i in range(3)]], [f(2) for f in [lambda n: n * i for i in range(3)]])


def make():
    local = 1

    def default(a=local):
        return a, local

    local = 2
    return default


print(make()())


def counter(start=[0]):
    start[0] += 1
    return start[0]


print(counter(), counter(), counter([10]), counter())


class A:
    limit = 5

    def method(self, n=limit):
        return n

    get = lambda self, n=limit * 2: n


print(A().method(), A().get())
print((lambda *a, b=2, **c: (a, b, c))(1, b=3, d=4), (lambda: (yield))().__class__.__name__)
print((lambda x: lambda y: lambda z: x + y + z)(1)(2)(3))
fact = lambda n: 1 if n < 2 else n * fact(n - 1)
print(fact(10), (lambda f: f(f, 5))(lambda f, n: 1 if n < 2 else n * f(f, n - 1)))
print((lambda: 0).__name__, (lambda: 0).__qualname__, make.__code__.co_consts[1] if False else "")


def default_raises(a=None or "fallback"):
    return a


print(default_raises())
order = []


def note(v):
    order.append(v)
    return v


def many(a=note(1), *, k=note(2), b=note(3)):
    pass


print(order)
h = lambda a, /, b, *, c: (a, b, c)
print(h(1, 2, c=3), h(1, b=2, c=3))
