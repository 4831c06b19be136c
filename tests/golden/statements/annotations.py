"""Annotations of variables, parameters, returns and attributes: what is evaluated and where it is kept."""
x: int = 1
y: "not evaluated as a name" = 2
z: int
print(__annotations__)
try:
    z
except NameError as error:
    print(error)


def note(v):
    print("evaluated", v)
    return v


a: note("annotation") = note("value")


def f(p: note("parameter") = note("default"), *args: note("args"), k: note("keyword") = 1, **kw: note("kw")) -> note("return"):
    local: note("never evaluated") = 1
    only: undefined_name
    return local


print(f.__annotations__, f())


class A:
    u: int
    v: str = "v"
    w: list["A"] = []

    def __init__(self):
        self.attribute: note("attribute annotation") = 1


print(A.__annotations__, A().attribute, hasattr(A, "u"))


def locals_only():
    q: int
    try:
        q
    except UnboundLocalError as error:
        return str(error)


print(locals_only())
items = [0]
items[0]: note("subscript annotation") = 5
(paren): int = 3
print(items, paren, "paren" in __annotations__, lambda x: x)if False else print(items, paren, "paren" in __annotations__)
try:
    t: undefined_annotation = 1
except NameError as error:
    print(error, "t" in globals())
for bad in ("def f(a: yield): pass", "x: int, y: int = 1", "(x, y): int", "[x]: int", "x: int = y: int = 1", "f(): int = 1", "lambda x: int: x", "def f():\n global g\n g: int", "x: (yield)", "x: await y"):
    try:
        exec(bad)
        print("accepted", bad)
    except SyntaxError as error:
        print(error)
for module_level in range(1):
    loop_annotated: int = module_level
print(sorted(__annotations__))
