"""__weakref__ in __slots__: needed once, refused twice."""
import weakref


class Base:
    __slots__ = ("x",)


class Child(Base):
    pass


class Both(Base):
    __slots__ = ("__weakref__",)


for cls in (Base, Child, Both):
    try:
        t = cls()
        r = weakref.ref(t)
        print(cls.__name__, r() is t, t.__weakref__ is r)
    except TypeError as e:
        print(cls.__name__, e)
try:

    class Twice(Both):
        __slots__ = ("__weakref__",)

except TypeError as e:
    print(e)
try:

    class Two:
        __slots__ = ("__weakref__", "__weakref__")

except TypeError as e:
    print(e)
c = Child()
print(c.__weakref__, hasattr(Base(), "__weakref__"))
try:
    c.__weakref__ = 1
except AttributeError as e:
    print(e)
print(Child.__weakref__.__name__, type(Child.__weakref__).__name__, "__weakref__" in Child.__dict__, "__weakref__" in Base.__dict__)
