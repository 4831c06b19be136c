"""Special methods are looked up on the class, not on the instance, and skip __getattribute__."""


class A:
    def __len__(self):
        return 1

    def __getattribute__(self, name):
        print("getattribute", name)
        return object.__getattribute__(self, name)


a = A()
a.__len__ = lambda: 99
print(len(a))
print(a.__len__())


class B:
    def __getattr__(self, name):
        print("getattr", name)
        return lambda *args: "dynamic"


b = B()
for action in (lambda: len(b), lambda: b + 1, lambda: b[0], lambda: iter(b), lambda: b(), lambda: b < 1, lambda: -b, lambda: 1 in b, lambda: hash(b) and "hashed", lambda: bool(b), lambda: int(b), lambda: str(b)[:12], lambda: f"{b}"[:12], lambda: b == 1, lambda: [1][b], lambda: round(b), lambda: exec("with b: pass")):
    try:
        print(action())
    except (TypeError, AttributeError) as error:
        print(error)


class C:
    pass


c = C()
c.__call__ = c.__getitem__ = c.__iter__ = c.__add__ = c.__eq__ = c.__hash__ = c.__bool__ = lambda *args: "instance"
for action in (lambda: c(), lambda: c[0], lambda: iter(c), lambda: c + 1, lambda: c == c, lambda: bool(c)):
    try:
        print(action())
    except TypeError as error:
        print(error)
C.__getitem__ = lambda self, key: ("class", key)
C.__iter__ = property(lambda self: lambda: iter(["through a property"]))
C.__len__ = staticmethod(lambda: 5)
C.__contains__ = classmethod(lambda cls, item: item == cls.__name__)
print(c[0], list(c), len(c), "C" in c, "x" in c)


class Descriptor:
    def __get__(self, instance, owner):
        print("get", instance is not None, owner.__name__)
        return lambda *args: 7


class D:
    __len__ = Descriptor()
    __getitem__ = Descriptor()


print(len(D()), D()["k"])


class Meta(type):
    def __len__(cls):
        return 3


class E(metaclass=Meta):
    def __len__(self):
        return 4


print(len(E), len(E()))


class None_:
    __len__ = None
    __iter__ = None
    __hash__ = None
    __add__ = None
    __getitem__ = None


for action in (lambda: len(None_()), lambda: iter(None_()), lambda: hash(None_()), lambda: None_() + 1, lambda: None_()[0], lambda: list(None_())):
    try:
        action()
    except TypeError as error:
        print(error)
