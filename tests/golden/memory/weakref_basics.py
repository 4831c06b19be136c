"""A weak reference gives the object while it lives and None afterwards."""
import weakref


class Thing:
    pass


t = Thing()
r = weakref.ref(t)
print(r() is t, weakref.getweakrefcount(t), weakref.getweakrefs(t) == [r])
print(weakref.ref(t) is r, r.__callback__)
other = weakref.ref(t, print)
print(other is r, weakref.getweakrefcount(t), other.__callback__ is print)
del other
print(weakref.getweakrefcount(t))
del t
print(r(), type(r).__name__, weakref.ReferenceType is weakref.ref)
r = weakref.ref(Thing())
print(r())
for wrong in ((), (1,), (Thing(), None, 3)):
    try:
        weakref.ref(*wrong)
    except TypeError as e:
        print(e)
try:
    weakref.ref(Thing(), callback=print)
except TypeError as e:
    print(e)
