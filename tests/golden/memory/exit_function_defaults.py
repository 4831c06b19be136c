"""Objects held by functions: defaults, closures and attributes."""
import gc

gc.collect()
gc.disable()


class Thing:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def with_default(x=Thing("default")):
    pass


def make():
    captured = Thing("captured")

    def inner():
        return captured

    return inner


inner = make()
with_default.attribute = Thing("function attribute")
print("end")
