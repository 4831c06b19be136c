"""is_finalizing is false until the end and true in late finalizers."""
import sys


class Thing:
    def __init__(self, name, sys=sys):
        self.name = name
        self.sys = sys

    def __del__(self):
        print("del", self.name, self.sys.is_finalizing())


a = Thing("a")
print(sys.is_finalizing())
del a
b = Thing("b")
