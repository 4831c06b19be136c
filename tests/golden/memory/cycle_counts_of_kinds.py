"""gc.collect() counts every container of a cycle, whatever its kind."""
import gc

gc.disable()
gc.collect()


class Plain:
    pass


class Slotted:
    __slots__ = ("x",)


class Listed(list):
    pass


def found(label):
    print(label, gc.collect())


l = []
l.append(l)
del l
found("list")
l = []
l.append((l, l))
del l
found("list and tuple")
d = {}
d["d"] = d
del d
found("dict")
d = {}
d["l"] = [d]
del d
found("dict and list")
p = Plain()
p.p = p
del p
found("instance")
s = Slotted()
s.x = s
del s
found("slots")
x = Listed()
x.append(x)
del x
found("list subclass")
p = Plain()
p.x = {p}
del p
found("instance and set")
p = Plain()
p.m = p.__init__
del p
found("instance and bound method")
l = []
l.append(iter(l))
del l
found("list and iterator")
l = []
l.append(l.append)
del l
found("list and built-in method")
l = [[], []]
l[0].append(l[1])
l[1].append(l[0])
del l
found("two inner lists")
l = [Plain() for _ in range(10)]
for i, p in enumerate(l):
    p.next = l[(i + 1) % 10]
del l, p
found("ring of ten")
l = [None]
l[0] = l
m = [l]
del l, m
found("cycle with a tail")
