"""With the collector disabled there is no collection before the names are cleared."""
import gc

gc.disable()


class Node:
    def __init__(self, name, cyclic):
        self.name = name
        if cyclic:
            self.me = self

    def __del__(self):
        print("del", self.name)


garbage = Node("garbage", True)
del garbage
plain = Node("plain", False)
cyclic = Node("cyclic", True)
print("end")
