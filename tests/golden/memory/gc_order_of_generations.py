"""A full collection looks at the oldest objects first, then the youngest, then the middle ones."""
import gc

gc.disable()
gc.collect()


class Named:
    def __init__(self, name):
        self.name = name
        self.me = self

    def __del__(self):
        print(self.name, end=" ")


def make(*names):
    return [Named(name) for name in names]


old = make("old1", "old2")
gc.collect(1)
middle = make("middle1", "middle2")
gc.collect(0)
young = make("young1", "young2")
del old, middle, young
gc.collect()
print("| full")
old = make("old1", "old2")
gc.collect(1)
middle = make("middle1", "middle2")
gc.collect(0)
young = make("young1", "young2")
del old, middle, young
gc.collect(0)
print("| youngest")
gc.collect(1)
print("| middle")
gc.collect(2)
print("| oldest")
