"""Exceptions raised by hooks that run where nobody expects one."""
import gc
import sys
import weakref


class Boom(Exception):
    def __str__(self):
        raise ValueError("str fails")

    __repr__ = __str__


class Hook:
    def __init__(self, name):
        setattr(type(self), name, lambda *a, **k: (_ for _ in ()).throw(Boom()))


sys.unraisablehook = lambda info: None


class BadDel:
    def __del__(self):
        raise Boom


BadDel()
x = BadDel()
x.me = x
del x
gc.collect()
r = weakref.ref(type("T", (), {})(), lambda ref: 1 / 0)
o = type("T", (), {})()
r = weakref.ref(o, lambda ref: 1 / 0)
del o
for name in ("__repr__", "__str__", "__hash__", "__eq__", "__bool__", "__len__", "__iter__", "__call__", "__format__", "__getattr__",
             "__getattribute__", "__contains__", "__index__", "__add__", "__enter__", "__get__", "__set_name__", "__instancecheck__",
             "__mro_entries__", "__class_getitem__", "__init_subclass__", "__missing__", "__dir__", "__sizeof__", "__length_hint__",
             "__reversed__", "__round__", "__next__", "__await__", "__aiter__", "__del__", "__prepare__", "__class__", "__dict__",
             "__name__", "__qualname__", "__doc__", "__slots__", "__mro__", "__bases__", "__module__", "__abstractmethods__"):
    def fail(*args, **kwargs):
        raise Boom
    try:
        T = type("T", (), {name: fail})
    except Exception:
        continue
    for action in (lambda: T(), lambda: repr(T()), lambda: {T(): 1}, lambda: T() == T(), lambda: not T(), lambda: len(T()),
                   lambda: list(T()), lambda: T()(), lambda: f"{T()}", lambda: T().x, lambda: 1 in T(), lambda: [1][T()],
                   lambda: T() + 1, lambda: type("U", (T,), {}), lambda: type("U", (T(),), {}), lambda: isinstance(1, T()),
                   lambda: T[1], lambda: dir(T()), lambda: reversed(T()), lambda: round(T()), lambda: next(T()), lambda: hash(T()),
                   lambda: print(T(), file=sys.stderr) if False else str(T()), lambda: type("V", (), {"a": T()})().a,
                   lambda: sorted([T(), T()]), lambda: max(T(), T()), lambda: T().__class__, lambda: isinstance(T(), int),
                   lambda: exec("with T(): pass"), lambda: exec("raise T()"), lambda: exec("match T():\n case T(): pass")):
        try:
            action()
        except Exception:
            pass
print("survived")
