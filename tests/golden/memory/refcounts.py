"""sys.getrefcount of objects held by names, containers, attributes, arguments, frames, closures."""
import sys

rc = sys.getrefcount


class A:
    pass


a = A()
print(rc(a), rc(A()), rc(object()), rc([]))
b = a
print(rc(a))
items = [a, a]
print(rc(a))
d = {"k": a}
t = (a,)
s = {a}
print(rc(a))
items.pop()
del b, d, t
s.clear()
print(rc(a))
items[0] = None
print(rc(a))


def parameter(x):
    return rc(x)


print(parameter(a), (lambda x: rc(x))(a), parameter(x=a), parameter(*[a]), parameter(**{"x": a}))


def local():
    x = A()
    y = x
    return rc(x)


print(local())


def closure():
    x = A()
    f = lambda: x
    return rc(x), rc(f)


print(closure())
a.me = a
print(rc(a))
del a.me
holder = A()
holder.a = a
holder.b = a
print(rc(a), rc(holder))
del holder
print(rc(a))
m = [].append
print(rc(m))
bound = [a.__class__, a.__repr__]
print(rc(a))
bound = None
print(rc(a))
for x in [a]:
    print(rc(a))
del x
print([rc(a) for _ in range(2)], [rc(y) for y in [a]], rc(a))
try:
    raise ValueError(a)
except ValueError as e:
    print(rc(a), rc(e) > 1)
print(rc(a))
g = (rc(a) for _ in [0])
print(next(g))


def generator(x):
    yield rc(x)
    yield rc(x)


g = generator(a)
print(next(g), rc(a), next(g))
del g
print(rc(a))
it = iter([a])
print(rc(a), next(it) is a, rc(a))
del it
print(rc(a))


def kwargs(**kw):
    return rc(kw["x"]), rc(kw)


def varargs(*args):
    return rc(args[0]), rc(args)


print(kwargs(x=a), varargs(a), rc(a))
c = [a] * 5
print(rc(a))
c[1:3] = []
print(rc(a))
c.clear()
print(rc(a))
x, y = a, a
x, y = y, x
print(rc(a))
del x, y
print(rc(a), rc(A) > 1, rc(rc) > 1)
