"""A method called in a hot loop is replaced on the class, on the instance, on a base, by a descriptor."""


class Base:
    def f(self, n):
        return "base", n


class A(Base):
    pass


def call(o, n):
    return o.f(n)


a = A()
for i in range(1000):
    result = call(a, i)
print(result)
A.f = lambda self, n: ("A", n)
print(call(a, 1))
a.f = lambda n: ("instance", n)
print(call(a, 2))
del a.f
del A.f
print(call(a, 3))
Base.f = lambda self, n: ("new base", n)
print(call(a, 4))
A.f = staticmethod(lambda n: ("static", n))
print(call(a, 5))
A.f = classmethod(lambda cls, n: (cls.__name__, n))
print(call(a, 6))
A.f = property(lambda self: lambda n: ("property", n))
print(call(a, 7))
A.f = 5
try:
    call(a, 8)
except TypeError as error:
    print(error)
A.f = type("C", (), {"__call__": lambda self, n: ("callable object", n)})()
print(call(a, 9))
A.f = len
print(call(a, "abcd"))
A.f = Base
try:
    call(a, 10)
except TypeError as error:
    print(error)
del A.f
print(call(a, 11))


class B:
    def f(self, n):
        return "B", n


for o in (a, B(), a, B(), type("T", (), {"f": lambda self, n: n})()):
    print(call(o, 12))
print(call(B, 13) if False else "", end="")
try:
    call(B, 13)
except TypeError as error:
    print(error)
try:
    call(5, 14)
except AttributeError as error:
    print(error)
import types
m = types.SimpleNamespace(f=lambda n: ("namespace", n))
print(call(m, 15), call("x".__class__, 1) if False else "")
A.__getattribute__ = lambda self, name: (lambda n: ("getattribute", name, n))
print(call(a, 16))
del A.__getattribute__
print(call(a, 17))


class Counter:
    n = 0

    def f(self, n):
        type(self).f = lambda self, n: ("second", n)
        return "first", n


c = Counter()
print([call(c, i) for i in range(3)])
