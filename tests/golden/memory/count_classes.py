"""A class is held by its name, its instances, its subclasses and its own tables."""
import sys

rc = sys.getrefcount


class Empty:
    pass


base = rc(Empty)
e = Empty()
print("instance", rc(Empty) - base)
several = [Empty() for _ in range(5)]
print("six instances", rc(Empty) - base)
del e
several.clear()
print("none", rc(Empty) - base)


class Sub(Empty):
    pass


print("subclass", rc(Empty) - base)
alias = Sub
print(rc(Sub) - rc(alias))
reference = [Empty, Empty]
print(rc(Empty) - base)
del Sub, alias
import gc

gc.collect()
print(rc(Empty) - base)
Empty.method = lambda self: rc(self)
print(Empty().method(), rc(Empty) - base)
print(rc(type(Empty())) - base, type(reference) is list)
