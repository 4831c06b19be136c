"""Exceptions in __del__ are reported through sys.unraisablehook and go no further."""
import sys


class Thing:
    def __del__(self):
        raise ValueError("from del")


def hook(info):
    print("reported", info.exc_type.__name__, info.exc_value, info.err_msg, info.object.__qualname__)


sys.unraisablehook = hook
t = Thing()
del t
print("after")
try:
    t = Thing()
    raise KeyError("k")
except KeyError as e:
    del t
    print("handled", e, sys.exception() is e)


def returns():
    t = Thing()
    return "value"


print(returns())


class Exits:
    def __del__(self):
        raise SystemExit(3)


Exits()


print("end")
