"""The collector calls the finalizers of a cycle once each, in order, before anything is cleared."""
import gc

gc.disable()
gc.collect()


class Node:
    def __init__(self, name):
        self.name = name
        self.others = []

    def __del__(self):
        print(self.name, "sees", [o.name for o in self.others])


a, b, c = Node("a"), Node("b"), Node("c")
a.others += [b, c]
b.others += [c, a]
c.others += [a, b]
del a, b, c
print(gc.collect() > 0)


class Plain:
    pass


p = Plain()
p.node = Node("hangs off a cycle")
p.me = p
del p
gc.collect()
n = Node("breaks its cycle")


class Breaks(Node):
    def __del__(self):
        super().__del__()
        self.others.clear()


x, y = Breaks("x"), Breaks("y")
x.others.append(y)
y.others.append(x)
del x, y
print(gc.collect())
del n
