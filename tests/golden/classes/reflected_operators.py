"""Which operand is asked first: the left, but a subclass on the right that overrides goes before."""


class Base:
    def __init__(self, name):
        self.name = name

    def __add__(self, other):
        print(self.name, "add", getattr(other, "name", other))
        return NotImplemented

    def __radd__(self, other):
        print(self.name, "radd", getattr(other, "name", other))
        return "radd"


class Same(Base):
    pass


class Overrides(Base):
    def __radd__(self, other):
        print(self.name, "overridden radd")
        return "overridden"


base, same, over = Base("base"), Same("same"), Overrides("over")
for left, right in ((base, same), (same, base), (base, over), (over, base), (1, base), (base, 1), (over, over)):
    try:
        print(left + right)
    except TypeError as error:
        print("TypeError", error)
try:
    base + base
except TypeError as error:
    print(error)


class R:
    """Answers every reflected operator."""


for name in ("add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "lshift", "rshift", "and", "or", "xor", "matmul", "divmod"):
    setattr(R, f"__r{name}__", lambda self, other, *rest, name=name: f"r{name}({other})")
r = R()
print(1 + r, 1 - r, 1 * r, 1 / r, 1 // r, 1 % r, 1 ** r, 1 << r, 1 >> r, 1 & r, 1 | r, 1 ^ r, 1 @ r, divmod(1, r))
print([1] + r, "a" % r if False else "skip", (1,) * r)


class Num(int):
    def __radd__(self, other):
        return "Num radd"

    def __rsub__(self, other):
        return "Num rsub"


print(5 + Num(1), 5 - Num(1), Num(1) + 5, Num(2) * 3, 5.0 + Num(1))


class Blocks:
    __add__ = None
    __radd__ = None


for bad in (lambda: Blocks() + 1, lambda: 1 + Blocks()):
    try:
        bad()
    except TypeError as error:
        print(error)
