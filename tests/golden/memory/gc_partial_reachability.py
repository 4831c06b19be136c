"""Only what nobody outside refers to is garbage."""
import gc

gc.disable()
gc.collect()


class Node:
    def __init__(self, name, *others):
        self.name = name
        self.others = list(others)

    def __del__(self):
        print("del", self.name)


a = Node("a")
b = Node("b", a)
a.others.append(b)
c = Node("c", a)
outside = [a]
del a, b
print("held by a list", gc.collect())
outside.clear()
print("held by c", gc.collect())
del c
print("free", gc.collect())
x = Node("x")
x.others.append(x)
y = Node("y", x)
del x
print(gc.collect())
del y
print(gc.collect())
iterator = iter([Node("in an iterator")])
keeper = {"k": (frozenset([1]), [lambda: iterator])}
print(gc.collect())
del iterator, keeper
print(gc.collect())
