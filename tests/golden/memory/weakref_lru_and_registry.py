"""A registry of live objects by name, and a cache that does not keep its values."""
import gc
import weakref


class Connection:
    live = weakref.WeakValueDictionary()

    def __new__(cls, name):
        known = cls.live.get(name)
        if known is None:
            known = super().__new__(cls)
            known.name = name
            cls.live[name] = known
        return known


a = Connection("x")
b = Connection("x")
c = Connection("y")
print(a is b, sorted(Connection.live))
del a, b
gc.collect()
print(sorted(Connection.live))
parents = weakref.WeakKeyDictionary()


class Node:
    def __init__(self, name, parent=None):
        self.name = name
        self._parent = weakref.ref(parent) if parent else None
        self.children = []
        if parent:
            parent.children.append(self)

    @property
    def parent(self):
        return self._parent and self._parent()

    def __del__(self):
        print("del", self.name)


root = Node("root")
leaf = Node("leaf", root)
inner = Node("inner", root)
print(leaf.parent.name, root.parent, len(root.children))
del root
print("root gone", leaf.parent)
