"""Functions hold defaults, cells and annotations; calls hold nothing afterwards."""
import sys

rc = sys.getrefcount


class Thing:
    pass


t = Thing()


def with_default(x=t, *, y=t):
    return rc(x)


print(rc(t), with_default())
with_default.__defaults__ = None
print(rc(t))
with_default.__kwdefaults__ = None
print(rc(t))


def annotated(x: t) -> t:
    pass


print(rc(t))
del annotated.__annotations__["return"]
print(rc(t))
annotated.mark = t
print(rc(t))
del annotated
print(rc(t))


def outer(value):
    def inner():
        return rc(value)

    return inner


inner = outer(t)
print(rc(t), inner(), rc(inner), rc(inner.__closure__), rc(inner.__closure__[0]))
second = outer(t)
print(rc(t), inner.__closure__[0].cell_contents is t)
inner.__closure__[0].cell_contents = None
print(rc(t))
del inner, second
print(rc(t))
print(rc(outer), rc(outer.__code__), rc(lambda: 0))
