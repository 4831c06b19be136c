"""Frozen objects are left out of collections until they are unfrozen."""
import gc

gc.disable()
gc.collect()
print(gc.get_freeze_count())


class Node:
    def __del__(self):
        print("del")


n = Node()
n.me = n
gc.freeze()
print(gc.get_freeze_count() > 100, gc.get_count()[1:])
del n
print(gc.collect())
print([len(gc.get_objects(i)) < 20 for i in range(3)])
gc.unfreeze()
print(gc.get_freeze_count())
print(gc.collect())
