"""Objects held by classes die with the classes at exit."""
import gc

gc.collect()
gc.disable()


class Thing:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


class Holder:
    attribute = Thing("class attribute")
    items = [Thing("in a class list")]


class Sub(Holder):
    other = Thing("subclass attribute")


instance = Sub()
instance.own = Thing("instance attribute")
print("end")
