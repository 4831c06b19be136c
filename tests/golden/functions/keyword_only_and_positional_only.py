"""Positional-only and keyword-only parameters with *args, ** and equal names."""


def f(a, b=2, /, c=3, *, d, e=5):
    return a, b, c, d, e


print(f(1, d=4), f(1, 20, d=4), f(1, 20, 30, d=40, e=50), f(1, c=9, d=4))


def g(self, /, **kwargs):
    return self, kwargs


print(g(1, self=2, other=3))


def h(*, a, b=1):
    return a, b


def i(*args, k, **kw):
    return args, k, kw


print(h(a=1), h(b=2, a=3), i(k=1), i(1, 2, k=3, z=4))


def j(a, /):
    return a


def k(a, b, /, *args, c):
    return a, b, args, c


print(j(1), k(1, 2, 3, 4, c=5), (lambda a, /, b, *, c: (a, b, c))(1, b=2, c=3))
for call in ("f()", "f(1)", "f(a=1, d=4)", "f(1, b=2, d=4)", "f(1, 2, 3, 4, d=5)", "h()", "h(1)", "h(1, 2, a=3)", "i()", "i(1)", "j()", "j(a=1)", "j(1, 2)", "k(1, c=2)", "k(a=1, b=2, c=3)", "g()", "g(self=1)", "f(1, d=1, z=2)", "f(a=1, b=2, d=3)", "h(a=1, c=2)"):
    try:
        print(eval(call))
    except TypeError as error:
        print(call, "->", error)
for bad in ("def f(/): pass", "def f(a, /, b, /): pass", "def f(*): pass", "def f(*, **k): pass", "def f(*a, *b): pass", "def f(**k, a): pass", "def f(a=1, /, b): pass", "def f(*, /): pass", "def f(a, *, b, *c): pass", "def f(*a, /): pass", "lambda /: 0", "def f(a, a): pass", "def f(a, *, a): pass", "def f(*a=1): pass", "def f(**k=1): pass", "def f(a=1, b, /): pass", "f(**k, *a)", "f(a=1, b)", "f(**k, a)", "f(a=1, a=2)", "f(1=2)", "f(a.b=1)", "f(True=1)", "f(a for a in b, c)"):
    try:
        exec(bad)
        print("accepted", bad)
    except SyntaxError as error:
        print(bad, "->", error.args[0])
    except NameError:
        print(bad, "-> compiles")
