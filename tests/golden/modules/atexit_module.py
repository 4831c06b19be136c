"""atexit: functions run in reverse order at the end, also after an exception; errors are reported."""
import atexit


def note(*args, **kw):
    print("at exit", args, kw)


atexit.register(note, 1)
atexit.register(note, 2, k=3)


@atexit.register
def decorated():
    print("decorated")


def removed():
    print("never")


atexit.register(removed)
atexit.unregister(removed)
try:
    atexit.register(5)
except TypeError as error:
    print(error)
print("end of program")
raise ValueError("uncaught")
