"""WeakValueDictionary, WeakKeyDictionary, WeakSet, finalize, WeakMethod."""
import weakref


class A:
    def __init__(self, n):
        self.n = n

    def __repr__(self):
        return f"A({self.n})"

    def method(self):
        return self.n


values = weakref.WeakValueDictionary()
a, b = A(1), A(2)
values["a"], values["b"] = a, b
print(sorted(values.items(), key=str), len(values), "a" in values, values.get("zz"))
del a
print(dict(values), len(values), "a" in values)
try:
    values["a"]
except KeyError as error:
    print(repr(error))
keys = weakref.WeakKeyDictionary()
k = A(3)
keys[k] = "data"
print(len(keys), keys[k], k in keys)
del k
print(len(keys), list(keys))
s = weakref.WeakSet()
x, y = A(4), A(5)
s.add(x)
s.add(y)
print(len(s), x in s, sorted(o.n for o in s))
del y
print(len(s), [o.n for o in s])
z = A(6)
f = weakref.finalize(z, print, "finalized", z.n)
print(f.alive, f.peek()[1] is print)
del z
print(f.alive, f())
w = A(7)
g = weakref.finalize(w, lambda: "result")
print(g(), g.alive, g())
h = A(8)
detached = weakref.finalize(h, print, "never")
print(detached.detach()[0] is h, detached.alive)
m = weakref.WeakMethod(b.method)
print(m()(), m() == b.method)
del b
print(m())
atexit = A(9)
weakref.finalize(atexit, print, "finalized at exit")
print("end")
