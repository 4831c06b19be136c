"""A class body is code: control flow, loops, functions calls, locals and deletions inside it."""


class Body:
    print("running", __name__, __qualname__, sorted(locals()))
    for i in range(3):
        square = i * i
    if square > 3:
        big = True
    else:
        big = False
    values = []
    values.append(square)

    def method(self):
        return self.values

    alias = method
    del i
    try:
        1 / 0
    except ZeroDivisionError as error:
        message = str(error)
    with open("/dev/null") as handle:
        pass
    del handle
    __private = "p"
    locals()["dynamic"] = "through locals"
    support = lambda x: x + 1
    table = {n: other for n, other in [(1, 2)]}


print(sorted(k for k in vars(Body) if not k.startswith("__")))
print(Body().alias(), Body.dynamic, Body.message, Body.support(1))


class Outer:
    x = 1

    class Inner:
        y = 2

        def where(self):
            return type(self).__qualname__

        class Deep:
            pass

    z = Inner.y + 1


print(Outer.Inner().where(), Outer.Inner.Deep.__qualname__, Outer.z, Outer.Inner.__name__)


def make():
    class Local:
        def method(self):
            pass
    return Local


print(make().__qualname__, make().method.__qualname__, make() is make())


class Doc:
    "Only a docstring."


class NoDoc:
    x = 1


class Computed:
    f"not {1} docstring"


print(Doc.__doc__, NoDoc.__doc__, Computed.__doc__)
print(Doc.__dict__.keys() >= {"__module__", "__doc__"}, type(Doc.__dict__).__name__, Doc.__firstlineno__, Doc.__static_attributes__)


class Statics:
    def __init__(self):
        self.a = 1
        self.b = 2

    def other(self):
        self.c = 3


print(sorted(Statics.__static_attributes__))


class Annotated:
    a: int
    b: str = "x"
    c: "forward" = None


print(Annotated.__annotations__, hasattr(Annotated, "a"))
