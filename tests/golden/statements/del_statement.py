"""del: names, attributes, items, slices, several targets; errors."""
x = y = z = 1
del x, (y, z)
for name in ("x", "y", "z"):
    print(name, name in globals())
items = list(range(10))
del items[0], items[-1], items[1:3]
print(items)
del items[::2]
print(items)


class A:
    pass


a = A()
a.x, a.y = 1, 2
del a.x
print(vars(a))
d = {"k": 1, "l": {"m": 2}}
del d["k"], d["l"]["m"]
print(d)
del [d]
del ()


def f():
    v = 1
    del v
    try:
        v
    except UnboundLocalError as error:
        print(error)
    v = 2
    return v


print(f())


def g():
    n = 1

    def inner():
        return n
    del n
    try:
        inner()
    except NameError as error:
        print(error)
    n = 5
    return inner()


print(g())


class B:
    attribute = 1
    del attribute
    try:
        attribute
    except NameError as error:
        print(error)


print(hasattr(B, "attribute"))
for i in range(3):
    pass
del i
for bad in ("del i", "del nothing", "del a.nothing", "del items[99]", "del d2", "del 5", "del (a + 1)", "del f()", "del 'text'[0]", "del [1][5]", "del {}['k']", "del None", "del *a", "del a.x", "del (1, 2)", "del a := 1", "del __debug__", "del items['x']", "del x.y.z"):
    try:
        exec(bad)
    except (NameError, AttributeError, IndexError, KeyError, TypeError, SyntaxError) as error:
        print(bad, "->", type(error).__name__, error)
del items[:]
print(items)
