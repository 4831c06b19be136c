"""Attributes that every class, function and method has."""


class A:
    """Doc of A."""

    def method(self, a, *, b=1) -> int:
        """Doc of method."""


def function(x: int, y: "str" = "d", *args: tuple, k: float = 2.0, **kw: dict) -> bool:
    """Doc of function."""
    local = 1
    return bool(local)


print(A.__name__, A.__qualname__, A.__module__, A.__doc__, A.__dict__["method"].__name__, A.__bases__, A.__mro__, A.__base__)
f = function
print(f.__name__, f.__qualname__, f.__module__, f.__doc__, f.__defaults__, f.__kwdefaults__, f.__annotations__, f.__dict__, f.__closure__, f.__type_params__)
c = f.__code__
print(c.co_name, c.co_argcount, c.co_kwonlyargcount, c.co_posonlyargcount, c.co_varnames, c.co_nlocals, c.co_firstlineno, c.co_freevars, c.co_cellvars,
      c.co_filename, c.co_qualname, c.co_flags & 0x0C)
f.__name__ = "renamed"
f.__doc__ = None
f.__defaults__ = (9,)
f.custom = [1]
print(f.__name__, f.__doc__, f.__dict__, repr(f).split(" at ")[0])
for bad in ("f.__name__ = 5", "f.__code__ = 5", "f.__defaults__ = 5", "f.__globals__ = {}", "f.__dict__ = 5", "f.__closure__ = ()", "del f.__name__",
            "f.__kwdefaults__ = []", "f.__annotations__ = 5", "f.__qualname__ = None", "f.__code__ = (lambda: [f for _ in f]).__code__"):
    try:
        exec(bad)
        print(bad, "accepted")
    except (TypeError, AttributeError, ValueError) as error:
        print(bad, "->", type(error).__name__, error)
f.__kwdefaults__ = None
try:
    f(1)
except TypeError as error:
    print(error)
A.__name__ = "Renamed"
A.__qualname__ = "Other.Place"
print(A, A().__class__.__name__)
A.__doc__ = "new doc"
print(A.__doc__, int.__doc__ is not None, int.__module__, len.__module__, len.__name__, [].append.__doc__ is not None)
