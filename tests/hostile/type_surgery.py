"""Changing __class__, __bases__, __dict__, __slots__ and __code__ of living things."""


class A:
    x = 1


class B:
    __slots__ = ("y",)


class C(A):
    pass


attempts = [
    "A().__class__ = B", "B().__class__ = A", "A().__class__ = int", "(1).__class__ = A", "A.__bases__ = ()",
    "A.__bases__ = (A,)", "A.__bases__ = (C,)", "C.__bases__ = (C,)", "C.__bases__ = (int,)", "C.__bases__ = (B,)",
    "A.__bases__ = (object, object)", "A.__name__ = 5", "A.__name__ = 'x\\0y'", "A.__mro__ = ()", "A.__dict__ = {}",
    "A().__dict__ = 5", "A().__dict__ = {1: 2}", "del A.__name__", "del A().__dict__", "A.__qualname__ = None",
    "A.__doc__ = 5", "A.__module__ = []", "int.x = 1", "del int.__add__", "object.x = 1", "type.x = 1", "None.x = 1",
    "type('T', (object, A), {})", "type('T', (A, A), {})", "type('T', (int, str), {})", "type('T', (bool,), {})",
    "type('T', (type(None),), {})", "type('T', (1,), {})", "type('T', [], {})", "type('T', (), [])", "type(1, (), {})",
    "type('T', (), {'__slots__': 5})", "type('T', (), {'__slots__': ['a', 'a']})", "type('T', (), {'__slots__': ['1']})",
    "type('T', (), {'__slots__': ['__dict__', '__dict__']})", "type('T', (int,), {'__slots__': ['a']})",
    "type('T', (tuple,), {'__slots__': ['a']})", "type('T', (), {'__slots__': 'a', 'a': 1})", "type('T\\0', (), {})",
    "type('T', (), {'__classcell__': 5})", "type('T', (), {1: 2})", "type('T', (), {'__qualname__': 5})",
    "type.__call__(type)", "type.__new__(type)", "type.__new__(int, 'a', (), {})", "object.__new__(int)", "int.__new__(str)",
    "object.__new__(type)", "list.__new__(dict)", "type.mro(int)", "type.mro(5)", "super(A, A).x", "super(int, A)",
    "(lambda: 0).__code__ = 5", "(lambda: 0).__code__ = (lambda a: 0).__code__", "(lambda: 0).__defaults__ = 5",
    "(lambda: 0).__globals__ = {}", "(lambda: 0).__closure__ = ()", "(lambda: 0).__kwdefaults__ = 5",
    "(lambda a=1: a).__defaults__.__class__", "type(lambda: 0)(1, 2)", "type(lambda: 0)((lambda: 0).__code__, {})()",
    "type((lambda: 0).__code__)()", "A.__init_subclass__(1)", "A.__subclasshook__()", "A.__subclasses__(1)",
    "A.__dict__['x'] = 1", "A.__dict__.__class__()", "vars(A).clear()", "globals().clear", "A.x.__class__ = A",
]
for attempt in attempts:
    try:
        exec(attempt)
    except (TypeError, AttributeError, ValueError, UnicodeError, RuntimeError):
        pass


def changes_its_code():
    changes_its_code.__code__ = (lambda: "new").__code__
    return "old"


print(changes_its_code(), changes_its_code())


class Shrinks:
    def method(self):
        del Shrinks.method
        return "gone"


print(Shrinks().method())


class Meta(type):
    def mro(cls):
        return [cls, object] if cls.__name__ != "Odd" else []


for name in ("Fine", "Odd"):
    try:
        Meta(name, (A,), {})
    except (TypeError, IndexError):
        pass


class Meta2(type):
    def mro(cls):
        cls.__bases__
        return super().mro() + [int]


try:
    Meta2("T", (), {})()
except TypeError:
    pass
print("survived")
