"""type() with three arguments, classes in loops and functions, changed bases and __class__."""
A = type("A", (), {"x": 1, "get": lambda self: self.x})
B = type("B", (A,), {"x": 2})
print(A().get(), B().get(), B.__bases__, A.__name__, A.__qualname__, A.__module__, type(A), B.__mro__)
classes = []
for i in range(3):
    class Numbered:
        n = i

        def show(self):
            return self.n, i

    classes.append(Numbered)
print([c().show() for c in classes], classes[0] is classes[1], len({c for c in classes}))


def factory(name, **attributes):
    return type(name, (), attributes)


Point = factory("Point", x=0, y=0, __repr__=lambda self: f"Point({self.x}, {self.y})")
p = Point()
p.x = 5
print(p, Point.__name__)


class Left:
    side = "left"


class Right:
    side = "right"


class Turn(Left):
    pass


t = Turn()
print(t.side)
Turn.__bases__ = (Right,)
print(t.side, Turn.__mro__[1].__name__, Left.__subclasses__(), [c.__name__ for c in Right.__subclasses__()], isinstance(t, Left))
t.__class__ = Left
print(t.side, type(t).__name__, isinstance(t, Turn))


class S1:
    __slots__ = ("a",)


class S2:
    __slots__ = ("a",)


class S3:
    __slots__ = ("b",)


o = S1()
o.a = 1
o.__class__ = S2
print(type(o).__name__, o.a)
for bad in ("o.__class__ = S3", "o.__class__ = Left", "t.__class__ = S1", "t.__class__ = int", "t.__class__ = 5", "(5).__class__ = Left", "Turn.__bases__ = ()", "Turn.__bases__ = (5,)", "Turn.__bases__ = (Turn,)", "Turn.__bases__ = Right", "del Turn.__bases__", "Turn.__bases__ = (int,)", "Left.__bases__ = (Turn,)", "type('T', (Left, Left), {})", "type('T', 5, {})", "type('T', (), 5)", "type(5, (), {})", "int.__bases__ = (object,)"):
    try:
        exec(bad)
        print(bad, "accepted")
    except TypeError as error:
        print(bad, "->", error)
Left.added = "later"
print(t.added, hasattr(Turn, "added"))
setattr(Left, "method", lambda self: ("method", self.side))
print(t.method())
del Left.side
try:
    t.side
except AttributeError as error:
    print(error)
