"""Attributes of functions can be set; functions are objects in containers; equality and repr."""


def f():
    f.calls = getattr(f, "calls", 0) + 1
    return f.calls


print(f(), f(), f.calls, f.__dict__)
f.note = "n"
del f.calls
print(vars(f), hasattr(f, "calls"))
table = {"add": lambda a, b: a + b, "neg": lambda a: -a, f: "function as key"}
print(table["add"](1, 2), table["neg"](3), table[f], f == f, f in [f], callable(f), f is not table["neg"])


def apply(function, *args):
    return function(*args)


print(apply(apply, apply, max, 3, 9), apply(lambda: "lambda"), list(map(apply, [abs, str], [-1, 5])), sorted(["b", "A"], key=str.lower))


def outer():
    def inner():
        pass
    return inner


print(outer() == outer(), outer().__qualname__, outer.__name__, (lambda: 0).__name__, outer().__code__ is outer().__code__, outer() is outer())
g = f
f = lambda: "rebound name"
print(g.__name__, f.__name__, f())
g.__name__ = "named"
g.__qualname__ = "a.b"
print(repr(g).startswith("<function a.b at 0x"), g.__name__, str(g)[:14])
import types
copy = types.FunctionType(outer.__code__, globals(), "copy")
print(copy.__name__, copy().__name__, bool(copy), hash(copy) == hash(copy), isinstance(copy, types.FunctionType))
for bad in (lambda: f < g, lambda: f + g, lambda: len(f), lambda: f[0], lambda: f.nothing, lambda: iter(f), lambda: setattr(len, "x", 1), lambda: type(f)(), lambda: class_of()):
    try:
        bad()
    except (TypeError, AttributeError, NameError) as error:
        print(type(error).__name__, error)
