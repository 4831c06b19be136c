"""Abstract base classes: abstract methods, register, __subclasshook__, collections.abc."""
from abc import ABC, ABCMeta, abstractmethod
import collections.abc as cabc


class Shape(ABC):
    @abstractmethod
    def area(self):
        """Area."""

    @property
    @abstractmethod
    def name(self):
        pass

    def describe(self):
        return f"{self.name}: {self.area()}"


class Square(Shape):
    name = "square"

    def __init__(self, s):
        self.s = s

    def area(self):
        return self.s ** 2


class Half(Shape):
    def area(self):
        return 0


class One(ABC):
    @abstractmethod
    def only(self):
        pass


print(Square(3).describe(), sorted(Shape.__abstractmethods__), isinstance(Square(1), Shape))
for cls in (Shape, Half, One):
    try:
        cls()
    except TypeError as error:
        print(error)


@Shape.register
class Stranger:
    pass


print(isinstance(Stranger(), Shape), issubclass(Stranger, Shape), Shape in Stranger.__mro__)


class Sized(metaclass=ABCMeta):
    @classmethod
    def __subclasshook__(cls, other):
        if cls is Sized:
            return any("__len__" in c.__dict__ for c in other.__mro__)
        return NotImplemented


class HasLen:
    def __len__(self):
        return 0


print(isinstance(HasLen(), Sized), isinstance(5, Sized), issubclass(list, Sized))
for name in ("Iterable", "Iterator", "Sequence", "Mapping", "MutableMapping", "Set", "Hashable", "Callable", "Sized", "Container", "Generator",
             "Awaitable", "Collection", "Reversible"):
    kind = getattr(cabc, name)
    print(name, [isinstance(v, kind) for v in ([], (), {}, set(), "", b"", range(1), iter([]), len, 5, (x for x in ()))])


class MyMap(cabc.Mapping):
    def __init__(self, **kw):
        self.d = kw

    def __getitem__(self, k):
        return self.d[k]

    def __iter__(self):
        return iter(self.d)

    def __len__(self):
        return len(self.d)


m = MyMap(a=1, b=2)
print(list(m.items()), m.get("z", 0), "a" in m, m == {"a": 1, "b": 2}, list(m.keys()), list(m.values()))


class MySeq(cabc.Sequence):
    def __getitem__(self, i):
        return [10, 20, 30][i]

    def __len__(self):
        return 3


s = MySeq()
print(list(s), list(reversed(s)), s.index(20), s.count(10), 30 in s)
try:
    cabc.Mapping()
except TypeError as error:
    print(error)
