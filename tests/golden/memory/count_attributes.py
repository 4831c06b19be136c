"""Attributes hold one reference each, wherever they are stored."""
import sys

rc = sys.getrefcount


class Thing:
    pass


class Slotted:
    __slots__ = ("a", "b")


t = Thing()
holder = Thing()
holder.x = t
print("attribute", rc(t), rc(holder.x))
holder.y = t
holder.x = None
print("moved", rc(t))
holder.__dict__["z"] = t
print("through __dict__", rc(t))
setattr(holder, "w", t)
print("setattr", rc(t), rc(getattr(holder, "w")))
del holder.y, holder.z
delattr(holder, "w")
print("deleted", rc(t))
s = Slotted()
s.a = s.b = t
print("slots", rc(t))
del s
print("slots gone", rc(t))
Thing.shared = t
print("class attribute", rc(t), rc(Thing.shared), rc(holder.shared))
del Thing.shared
print("class attribute gone", rc(t))
names = vars(holder)
print("vars", rc(names))
names["q"] = t
print(rc(t), rc(holder.q))
del holder
print("dict outlives instance", rc(t), rc(names))
