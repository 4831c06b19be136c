"""Cooperative __init__ with keyword arguments, mixins before the base, method chains."""


class Root:
    def __init__(self, **kw):
        assert not kw, kw
        print("Root")

    def describe(self):
        return ["Root"]


class Shape(Root):
    def __init__(self, *, name, **kw):
        print("Shape", name)
        self.name = name
        super().__init__(**kw)

    def describe(self):
        return super().describe() + [f"Shape {self.name}"]


class Coloured(Root):
    def __init__(self, *, colour="black", **kw):
        print("Coloured", colour)
        self.colour = colour
        super().__init__(**kw)

    def describe(self):
        return super().describe() + [f"Coloured {self.colour}"]


class Circle(Shape, Coloured):
    def __init__(self, r, **kw):
        self.r = r
        super().__init__(**kw)

    def describe(self):
        return super().describe() + [f"Circle {self.r}"]


c = Circle(3, name="c", colour="red")
print(c.describe(), [k.__name__ for k in Circle.__mro__])
try:
    Circle(1)
except TypeError as error:
    print(error)
try:
    Circle(1, name="x", size=5)
except AssertionError as error:
    print(error)


class LogMixin:
    def save(self):
        print("log before")
        result = super().save()
        print("log after")
        return result


class CheckMixin:
    def save(self):
        print("check")
        return super().save()


class Model:
    def save(self):
        return "saved"


class User(LogMixin, CheckMixin, Model):
    pass


print(User().save())
try:
    LogMixin().save()
except AttributeError as error:
    print(error)


class EqMixin:
    def __eq__(self, other):
        return type(self) is type(other) and vars(self) == vars(other)

    def __hash__(self):
        return hash(tuple(sorted(vars(self).items())))


class ReprMixin:
    def __repr__(self):
        return f"{type(self).__name__}({', '.join(f'{k}={v!r}' for k, v in vars(self).items())})"


class P(EqMixin, ReprMixin):
    def __init__(self, x, y):
        self.x, self.y = x, y


print(P(1, 2), P(1, 2) == P(1, 2), P(1, 2) != P(1, 3), len({P(1, 2), P(1, 2)}))


class X:
    def f(self):
        return "X"


class Y(X):
    def f(self):
        return "Y" + super().f()


class Z(X):
    def f(self):
        return "Z" + super().f()


for bases in ((Y, Z), (Z, Y)):
    print(type("T", bases, {})().f())
