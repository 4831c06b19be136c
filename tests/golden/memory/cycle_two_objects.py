"""Two objects that hold each other are freed by the collector, not by counting."""
import gc

gc.disable()
gc.collect()


class Node:
    def __init__(self, name):
        self.name = name
        self.other = None

    def __del__(self):
        print("del", self.name)


a = Node("a")
b = Node("b")
a.other, b.other = b, a
print("unreachable so far:", gc.collect())
del a, b
print("names gone")
print("found:", gc.collect())
print("again:", gc.collect())
a = Node("c")
a.other = a
a = None
print("found:", gc.collect())
a = Node("d")
a.other = Node("e")
del a
print("no cycle, nothing to find:", gc.collect())
