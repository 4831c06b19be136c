"""What containers hold at exit dies with them."""
import gc

gc.collect()
gc.disable()


class Thing:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


items = [Thing("list 0"), Thing("list 1")]
table = {"a": Thing("value a"), "b": [Thing("nested")]}
row = (Thing("tuple 0"), Thing("tuple 1"))
shared = Thing("shared")
items.append(shared)
row2 = (shared, Thing("row2"))
print("end")
