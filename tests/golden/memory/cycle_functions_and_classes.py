"""Functions, classes and their parts in cycles, with CPython's counts."""
import gc

gc.disable()
gc.collect()


def found(label):
    print(label, gc.collect())


class Empty:
    pass


del Empty
found("class")


class WithMethod:
    table = []

    def method(self):
        pass


del WithMethod
found("class with a method")


class Slots:
    __slots__ = ("a", "b")


del Slots
found("class with slots")


class Base:
    pass


class Derived(Base):
    pass


del Base, Derived
found("two classes")


class Outer:
    class Inner:
        pass


del Outer
found("nested class")


class Descriptors:
    @property
    def p(self):
        pass

    @classmethod
    def c(cls):
        pass

    @staticmethod
    def s():
        pass


del Descriptors
found("descriptors")


class Meta(type):
    pass


class Made(metaclass=Meta):
    pass


del Meta, Made
found("metaclass")
T = type("T", (), {})
T.self = T
del T
found("type()")


def recursive():
    def inner():
        return inner

    return inner


recursive()
found("function that names itself")


def pair():
    def a():
        return b

    def b():
        return a

    return a


pair()
found("two functions")
f = lambda: 0
f.me = f
del f
found("function attribute")
