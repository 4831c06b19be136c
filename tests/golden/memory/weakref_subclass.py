"""Subclasses of ref are never shared and carry attributes."""
import weakref


class Thing:
    pass


class Ref(weakref.ref):
    def __init__(self, target, callback=None, *, name="?"):
        super().__init__(target, callback)
        self.name = name

    def __call__(self):
        print("called", self.name)
        return super().__call__()


t = Thing()
a, b = Ref(t, name="a"), Ref(t, name="b")
print(a is b, a == b, weakref.getweakrefcount(t))
print(a() is t, a.name, b.name)


class Slotted(weakref.ref):
    __slots__ = ("key",)

    def __new__(cls, target, callback, key):
        self = super().__new__(cls, target, callback)
        self.key = key
        return self

    def __init__(self, target, callback, key):
        super().__init__(target, callback)


s = Slotted(t, lambda r: print("gone", r.key), "k")
plain = weakref.ref(t)
print(weakref.getweakrefcount(t), weakref.ref(t) is plain)
del t
print(a(), s(), plain())
