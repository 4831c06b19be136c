"""__slots__: fixed attributes, no __dict__, inheritance, errors."""


class Point:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


p = Point(1, 2)
print(p.x, p.y, hasattr(p, "__dict__"), Point.__slots__, type(Point.x).__name__, Point.x.__name__)
for bad in ("p.z = 3", "p.__dict__", "del p.y; p.y", "del p.y"):
    try:
        exec(bad)
    except AttributeError as error:
        print(type(error).__name__, error)


class Named:
    __slots__ = "name"


class WithDict(Named):
    pass


class More(Named):
    __slots__ = ("extra", "__dict__")


w = WithDict()
w.name, w.other = 1, 2
print(w.__dict__, w.name)
m = More()
m.extra, m.dynamic, m.name = 1, 2, 3
print(m.__dict__, m.extra, m.name)


class Private:
    __slots__ = ("__secret",)

    def __init__(self):
        self.__secret = 42

    def get(self):
        return self.__secret


print(Private().get(), [n for n in dir(Private) if "secret" in n])


class Documented:
    __slots__ = {"a": "the a", "b": "the b"}


print(Documented.__slots__, Documented.a.__doc__)
for slots in ("('x', 'x')", "('1a',)", "5", "('',)", "('__dict__', '__dict__')", "'x y'"):
    try:
        exec(f"class T:\n    __slots__ = {slots}\nprint(T.__slots__)")
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
try:
    class Conflict:
        __slots__ = ("x",)
        x = 1
except ValueError as error:
    print(error)


class L:
    __slots__ = ("l",)


class R:
    __slots__ = ("r",)


try:
    class LR(L, R):
        pass
except TypeError as error:
    print(error)


class Empty:
    __slots__ = ()


class Fine(L, Empty):
    __slots__ = ("f",)


f = Fine()
f.l, f.f = 1, 2
print(f.l, f.f, Point.x.__get__(Point(7, 8)))
try:
    Point.x.__get__(5)
except TypeError as error:
    print(error)
print(Point.x.__get__(None, Point) is Point.x)
