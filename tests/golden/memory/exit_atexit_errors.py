"""An exception in an atexit function does not stop the others."""
import atexit
import sys

sys.unraisablehook = lambda info: print("reported", info.exc_type.__name__, info.exc_value, info.err_msg.split("<")[0])
atexit.register(print, "runs last")


@atexit.register
def broken():
    raise ValueError("at exit")


atexit.register(print, "runs first")
print("end")
