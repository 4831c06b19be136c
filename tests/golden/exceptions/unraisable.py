"""Exceptions nobody can catch: in __del__, in weak reference callbacks; sys.unraisablehook."""
import sys
import weakref


class A:
    def __del__(self):
        raise ValueError("in del")


def hook(info):
    print("hook:", info.exc_type.__name__, info.exc_value, info.err_msg, getattr(info.object, "__qualname__", None))


sys.unraisablehook = hook
A()
a = A()
a = None
o = type("T", (), {})()
r = weakref.ref(o, lambda ref: 1 / 0)
del o
sys.unraisablehook = sys.__unraisablehook__


class Named:
    def __del__(self):
        raise KeyError("printed on stderr")

    def __repr__(self):
        return "<Named>"


Named.__del__.__qualname__
x = Named()


def silent():
    try:
        sys.unraisablehook = lambda info: print("again", info.exc_value)
        del globals()["x"]
    finally:
        sys.unraisablehook = sys.__unraisablehook__


silent()
print("end")
