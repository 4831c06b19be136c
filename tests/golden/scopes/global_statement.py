"""global in functions, classes and nested functions; assignment forms that bind globals."""


def f():
    global a, b
    a = 1
    for b in range(3):
        pass


f()
print(a, b)


def g():
    global imported, Klass, func, handle, e

    import math as imported

    class Klass:
        pass

    def func():
        return "global function"

    with open("/dev/null") as handle:
        pass
    try:
        1 / 0
    except ZeroDivisionError as e:
        pass
    global walrus
    (walrus := 5)
    global target
    (target,), = [(9,)]


g()
print(imported.__name__, Klass.__qualname__, func.__qualname__, func(), handle.closed, walrus, target, "e" in globals())


def outer():
    x = "outer"

    def inner():
        global x
        x = "global now"
        return x

    return inner(), x


print(outer(), x)


class C:
    global made_in_class
    made_in_class = 1
    x = x + " read in class"


print(made_in_class, C.x, hasattr(C, "made_in_class"))


def comprehension():
    global total
    total = 0
    [total := total + i for i in range(4)]
    return total


print(comprehension(), total)


def deletes():
    global a
    del a


deletes()
print("a" in globals())
for bad in ("def f(x):\n global x", "def f():\n x = 1\n global x", "def f():\n print(x)\n global x", "nonlocal x", "def f():\n nonlocal x", "def f():\n global x\n nonlocal x",
            "class A:\n nonlocal x", "def f():\n x: int\n global x", "global x\nx: int = 1", "def f(x):\n def g():\n  nonlocal x\n  global x"):
    try:
        exec(bad)
        print("accepted", repr(bad))
    except SyntaxError as error:
        print(error)
