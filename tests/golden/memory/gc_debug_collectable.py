"""DEBUG_COLLECTABLE names each unreachable object on stderr, finalizers still run."""
import gc
import io
import sys

gc.disable()
gc.collect()


class Node:
    def __del__(self):
        print("del")


sys.stderr = io.StringIO()
gc.set_debug(gc.DEBUG_COLLECTABLE)
n = Node()
n.items = [n, (n,), {"n": n}, {1: [n]}]
del n
print(gc.collect())
gc.set_debug(0)
text = sys.stderr.getvalue()
sys.stderr = sys.__stderr__
print(sorted(" ".join(line.split()[:3]) for line in text.splitlines()), text.count("0x"))
sys.stderr = io.StringIO()
gc.set_debug(gc.DEBUG_STATS)
gc.collect(1)
gc.set_debug(0)
text = sys.stderr.getvalue()
sys.stderr = sys.__stderr__
print("".join("N" if c.isdigit() else c for c in text).replace("NNN", "N").replace("NN", "N").replace("NN", "N"))
