"""WeakMethod refers to a bound method as long as its object lives."""
import weakref


class Thing:
    def method(self):
        return "method"

    def other(self):
        return "other"


t = Thing()
r = weakref.WeakMethod(t.method)
print(r()(), r() == t.method, r is weakref.WeakMethod(t.method), r == weakref.WeakMethod(t.method), r == weakref.WeakMethod(t.other))
print(weakref.ref(t.method)())
called = []
c = weakref.WeakMethod(t.method, lambda ref: called.append(ref is c))
print(hash(r) == hash(weakref.WeakMethod(t.method)))
del t
print(r(), c(), called)
for wrong in (len, lambda: 0, 5):
    try:
        weakref.WeakMethod(wrong)
    except TypeError as e:
        print(str(e).split("not")[0])
a, b = Thing(), Thing()
print(weakref.WeakMethod(a.method) == weakref.WeakMethod(b.method))
