"""__del__ sees the object whole, and may use everything it holds."""
class Part:
    def __del__(self):
        print("part")


class Whole:
    count = 0

    def __init__(self):
        self.part = Part()
        self.items = [1, 2]
        Whole.count += 1

    def __del__(self):
        Whole.count -= 1
        print("whole", type(self.part).__name__, self.items, Whole.count)
        self.items.append(3)
        self.extra = "set in __del__"
        print(self.extra, vars(self).keys() == {"part", "items", "extra"})


w = Whole()
del w
print("gone", Whole.count)


class Base:
    def __del__(self):
        print("base")


class Derived(Base):
    def __del__(self):
        print("derived")
        super().__del__()


class Silent(Base):
    pass


Derived()
Silent()
b = Base()
b.__del__ = lambda: print("never called")
del b
Base.__del__ = lambda self: print("replaced")
Base()
Silent()
del Base.__del__
Base()
print("no finalizer any more")
