"""sys.exit in nested frames: finally blocks, then exit functions, then names."""
import atexit
import sys


class Thing:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


atexit.register(print, "atexit")
g = Thing("global")


def inner():
    t = Thing("inner")
    try:
        sys.exit("message on stderr")
    finally:
        print("inner finally")


def outer():
    t = Thing("outer")
    with open(__file__) as f:
        inner()


outer()
