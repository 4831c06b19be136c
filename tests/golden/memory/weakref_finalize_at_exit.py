"""Finalizers that are left run at exit, the newest first, unless atexit was turned off."""
import atexit
import weakref


class Thing:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


a, b, c = Thing("a"), Thing("b"), Thing("c")
weakref.finalize(a, print, "finalize a")
weakref.finalize(b, print, "finalize b").atexit = False
weakref.finalize(c, print, "finalize c")
atexit.register(print, "atexit function")
weakref.finalize(a, print, "finalize a again")
print("end of the program")
