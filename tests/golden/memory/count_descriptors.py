"""Descriptors get the instance and the owner as borrowed as CPython gives them."""
import sys

rc = sys.getrefcount


class Descriptor:
    def __get__(self, instance, owner):
        return rc(self), rc(instance) if instance else None

    def __set__(self, instance, value):
        print("set", rc(instance), rc(value))

    def __delete__(self, instance):
        print("delete", rc(instance))


class Owner:
    d = Descriptor()


class Thing:
    pass


o, t = Owner(), Thing()
print(o.d, Owner.d)
o.d = t
del o.d
print(rc(o), rc(t))


class Attributes:
    def __getattr__(self, name):
        return rc(self), name

    def __setattr__(self, name, value):
        print("setattr", rc(self), rc(value))

    def __delattr__(self, name):
        print("delattr", rc(self), name)


a = Attributes()
print(a.anything)
a.x = t
del a.x
print(rc(a), rc(t))


class Everything:
    def __getattribute__(self, name):
        return rc(self)


e = Everything()
print(e.x, rc(e))
