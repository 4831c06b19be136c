"""An exception in a class body, in __init__, in __new__, in a metaclass, in __set_name__: the tracebacks."""
import traceback


def show(action):
    try:
        action()
    except Exception:
        print(traceback.format_exc(), end="")


def body():
    class A:
        x = 1

        def m(self):
            pass

        y = x / 0


class InInit:
    def __init__(self):
        self.x = self.missing


class InNew:
    def __new__(cls):
        return super().__new__(cls, 1)


class Meta(type):
    def __call__(cls):
        return super().__call__(5)


class WithMeta(metaclass=Meta):
    pass


class Descriptor:
    def __set_name__(self, owner, name):
        raise KeyError(name)

    def __get__(self, instance, owner):
        raise ValueError("in get")


def set_name():
    class B:
        d = Descriptor()


class C:
    pass


C.d = Descriptor()


class InProperty:
    @property
    def p(self):
        return {}["in property"]


def subclass():
    class D(Hooked):
        pass


class Hooked:
    def __init_subclass__(cls):
        raise TypeError("no subclasses")


for action in (body, InInit, InNew, WithMeta, set_name, lambda: C().d, lambda: InProperty().p, subclass):
    show(action)
