"""atexit functions run last in, first out, before anything is taken apart."""
import atexit


class Thing:
    def __del__(self):
        print("del")


t = Thing()


@atexit.register
def first():
    print("registered first", type(t).__name__)


@atexit.register
def second():
    print("registered second")
    atexit.register(print, "registered at exit")


atexit.register(print, "with arguments", 1, sep=":")


def gone():
    print("never")


atexit.register(gone)
atexit.unregister(gone)
print("end")
