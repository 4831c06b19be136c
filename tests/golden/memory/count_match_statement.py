"""match binds names like assignments do."""
import sys

rc = sys.getrefcount


class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


class Thing:
    pass


t = Thing()
p = Point(t, t)
match p:
    case Point(a, b):
        print(rc(a), rc(p), a is b)
del a, b
match [t, t, t]:
    case [first, *rest]:
        print(rc(first), rc(rest), len(rest))
del first, rest
match {"k": t, "other": t}:
    case {"k": value, **others}:
        print(rc(value), rc(others), list(others))
del value, others
match t:
    case Thing() as named:
        print(rc(named))
    case _:
        print("no")
del named
match p:
    case Point(x=Thing() | int() as inner):
        print(rc(inner))
del inner
print(rc(t), rc(p))
