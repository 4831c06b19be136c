"""Decorators on classes and methods: order, arguments, replacing the class, stacking with descriptors."""


def tag(name):
    def decorate(thing):
        print("tag", name, thing.__name__)
        thing.tags = getattr(thing, "tags", []) + [name]
        return thing
    return decorate


@tag("outer")
@tag("inner")
class A:
    @tag("method")
    def m(self):
        return "m"


print(A.tags, A.m.tags)


def wrap(cls):
    class Wrapped(cls):
        def m(self):
            return "wrapped " + super().m()
    Wrapped.__name__ = cls.__name__
    return Wrapped


@wrap
class B:
    def m(self):
        return "B"


print(B().m(), B.__name__, B.__mro__[1].__name__, B.__mro__[1] is not B)


def add_methods(*names):
    def decorate(cls):
        for n in names:
            setattr(cls, n, lambda self, n=n: f"{cls.__name__}.{n}")
        return cls
    return decorate


@add_methods("x", "y")
class C:
    pass


print(C().x(), C().y())


@lambda cls: cls.__name__.lower()
class Becomes:
    pass


print(Becomes)


class Registry:
    def __init__(self):
        self.known = {}

    def __call__(self, cls):
        self.known[cls.__name__] = cls
        return cls


registry = Registry()


@registry
class E:
    pass


print(registry.known["E"] is E)


class F:
    @staticmethod
    @tag("static")
    def s():
        return "s"

    @classmethod
    @tag("class")
    def c(cls):
        return cls.__name__

    @property
    @tag("property")
    def p(self):
        return "p"


print(F.s(), F.c(), F().p, F.s.tags, F.c.tags, F.p.fget.tags)


def check(f):
    def inner(self, *args):
        print("calling", f.__name__, args)
        return f(self, *args)
    return inner


class G:
    @check
    def add(self, a, b):
        return a + b

    @check
    def __getitem__(self, key):
        return key * 2

    @check
    def __call__(self):
        return "called"


g = G()
print(g.add(1, 2), g["k"], g())
for bad in ("@5\ndef f(): pass", "@nothing\ndef f(): pass", "@print\nx = 1", "@tag\nclass T: pass\nprint(T)" if False else "@\ndef f(): pass", "@tag('x') def f(): pass", "@x = 1\ndef f(): pass"):
    try:
        exec(bad)
    except (TypeError, NameError, SyntaxError) as error:
        print(type(error).__name__, error.args[0])
items = [lambda f: "from a list"]


@items[0]
def h():
    pass


@(lambda f: f) if items else None
def i():
    return "conditional decorator"


@(d := tag("walrus"))
def j():
    pass


print(h, i(), j.tags)
