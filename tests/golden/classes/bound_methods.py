"""Bound methods: identity, equality, attributes, hashing, storage in containers."""


class A:
    def f(self, x=0):
        """Says x."""
        return x

    def __eq__(self, other):
        return True

    def __hash__(self):
        return 1


a, b = A(), A()
m = a.f
print(m(3), m == a.f, m is a.f, m == b.f, hash(m) == hash(a.f), m.__self__ is a, m.__func__ is A.f)
print(m.__name__, m.__doc__, m.__qualname__, m.__module__, m.__defaults__)
print({a.f: 1}[a.f])
try:
    m.attribute = 1
except AttributeError as error:
    print(error)
A.f.attribute = 2
print(m.attribute)
print(repr(A.f).split(" at ")[0], repr(m).split(" of ")[0])
import types
bound = types.MethodType(lambda self, y: (self, y), "text")
print(bound(1), bound.__self__)
a.g = types.MethodType(lambda self: "on the instance", a)
print(a.g())
print([].append.__self__, [].append.__name__, "".join.__qualname__, repr(len), repr("x".upper).split(" at ")[0])
print(str.upper, dict.get, int.__add__, (1).__add__(2), type("".upper).__name__, type(str.upper).__name__, type(int.__add__).__name__,
      type((1).__add__).__name__)
for bad in (lambda: str.upper(), lambda: str.upper(1), lambda: int.__add__("a", 1), lambda: dict.get([], 1), lambda: types.MethodType(1, 2),
            lambda: types.MethodType(len, None)):
    try:
        bad()
    except TypeError as error:
        print(error)
