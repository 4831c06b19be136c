"""A bound method holds its object and its function; calling a method directly holds nothing extra."""
import sys

rc = sys.getrefcount


class Thing:
    def method(self):
        return rc(self)

    @classmethod
    def of_class(cls):
        return rc(cls) > 3

    @staticmethod
    def of_nobody(x):
        return rc(x)

    @property
    def value(self):
        return rc(self)


t = Thing()
print(t.method(), rc(t))
m = t.method
print(rc(t), rc(m), m())
n = m
print(rc(t), rc(m), rc(m.__self__), m.__func__ is Thing.method)
del m, n
print(rc(t), t.value, t.of_class(), t.of_nobody(t), Thing.of_nobody(t))
print(Thing.method(t))
items = []
append = items.append
print(rc(items), rc(append))
append(t)
print(rc(t))
del append
print(rc(items))
methods = [t.method for _ in range(3)]
print(rc(t), methods[0] is methods[1], methods[0] == methods[1])
methods.clear()
print(rc(t))
print(rc(t.method), rc(Thing.method) > 1)
t.own = t.method
print(rc(t))
del t.own
print(rc(t))
