"""DEBUG_SAVEALL keeps what a collection finds in gc.garbage."""
import gc

gc.disable()
gc.collect()
gc.set_debug(gc.DEBUG_SAVEALL)


class Node:
    def __del__(self):
        print("finalizer")


n = Node()
n.me = n
del n
print(gc.collect(), [type(g).__name__ for g in gc.garbage])
print(gc.is_finalized(gc.garbage[0]), gc.garbage[0].me is gc.garbage[0])
l = [1]
l.append(l)
del l
print(gc.collect(), [type(g).__name__ for g in gc.garbage])
print(gc.collect(), len(gc.garbage))
gc.set_debug(0)
gc.garbage[0].me = None
gc.garbage.clear()
print(gc.collect(), gc.garbage)
print(gc.DEBUG_STATS, gc.DEBUG_COLLECTABLE, gc.DEBUG_UNCOLLECTABLE, gc.DEBUG_SAVEALL, gc.DEBUG_LEAK)
gc.set_debug(gc.DEBUG_LEAK & ~gc.DEBUG_COLLECTABLE)
print(gc.get_debug())
gc.set_debug(0)
