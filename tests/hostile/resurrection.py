"""__del__ that brings its object back, raises, allocates, or destroys more objects."""
import gc

kept = []


class Phoenix:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        kept.append(self)


for i in range(1000):
    Phoenix(i)
print(len(kept), kept[0].n)
kept.clear()
gc.collect()
print(len(kept))


class Spawner:
    count = 0

    def __del__(self):
        Spawner.count += 1
        if Spawner.count < 10_000:
            Spawner()


Spawner()
print(Spawner.count)


class Cycle:
    def __init__(self):
        self.me = self

    def __del__(self):
        kept.append(self.me)


for i in range(100):
    Cycle()
gc.collect()
print(len(kept))
kept.clear()
gc.collect()
print(len(kept))


class Editor:
    """Edits the very container that is being cleared."""

    def __init__(self, where):
        self.where = where

    def __del__(self):
        self.where.append(1)
        if len(self.where) > 100:
            self.where.clear()


where = []
for _ in range(5):
    where.extend([Editor(where) for _ in range(50)])
    where.clear()
    where[:] = [Editor(where) for _ in range(10)]
    where[2:5] = []
    del where[0]
    where.pop()
table = {}


class TableEditor:
    def __del__(self):
        table[len(table)] = None


for i in range(100):
    table["x"] = TableEditor()
    table["x"] = None
    table.clear()
table["x"] = TableEditor()
table.clear()
gc.disable()
gc.enable()
print("survived")
