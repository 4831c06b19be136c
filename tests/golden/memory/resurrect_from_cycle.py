"""A finalizer that saves one object of a cycle saves all it can reach."""
import gc

gc.disable()
gc.collect()
saved = []


class Part:
    def __init__(self, name):
        self.name = name


class Saver(Part):
    def __del__(self):
        print("finalizer of", self.name)
        saved.append(self)


a = Saver("a")
a.b = Part("b")
a.b.c = Part("c")
a.b.c.a = a
lost = Part("lost")
lost.keeps = a
lost.me = lost
del a, lost
print("found", gc.collect())
print([s.name for s in saved], saved[0].b.c.a is saved[0])
print("again", gc.collect())
saved.clear()
print("at last", gc.collect())
x = Saver("x")
y = Saver("y")
x.y, y.x = y, x
del x, y
print(gc.collect(), [s.name for s in saved])
saved.pop()
print(gc.collect(), [s.name for s in saved])
saved.clear()
print(gc.collect())
