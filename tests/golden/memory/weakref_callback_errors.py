"""An exception in a callback is reported and the next callback runs."""
import sys
import weakref


class Thing:
    pass


def hook(info):
    print("reported", info.exc_type.__name__, info.exc_value, info.err_msg, info.object.__name__)


sys.unraisablehook = hook
t = Thing()


def bad(r):
    raise ValueError("from the callback")


refs = [weakref.ref(t, lambda r: print("first made")), weakref.ref(t, bad), weakref.ref(t, lambda r: print("last made"))]
del t
print("after")
try:
    try:
        raise KeyError("on its way")
    finally:
        t = Thing()
        r = weakref.ref(t, bad)
        del t
except KeyError as e:
    print("kept", e)
