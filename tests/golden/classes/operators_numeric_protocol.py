"""Every numeric operator method: binary, reflected, in-place, unary, conversions."""
names = ["add", "sub", "mul", "matmul", "truediv", "floordiv", "mod", "pow", "lshift", "rshift", "and", "xor", "or"]
symbols = ["+", "-", "*", "@", "/", "//", "%", "**", "<<", ">>", "&", "^", "|"]


class Forward:
    pass


class Reflected:
    pass


class InPlace:
    pass


for name in names:
    setattr(Forward, f"__{name}__", lambda self, other, *rest, name=name: f"{name}({other})")
    setattr(Reflected, f"__r{name}__", lambda self, other, *rest, name=name: f"r{name}({other})")
    setattr(InPlace, f"__i{name}__", lambda self, other, name=name: f"i{name}({other})")
for symbol in symbols:
    f, r, i = Forward(), Reflected(), InPlace()
    print(symbol, eval(f"f {symbol} 1"), eval(f"1 {symbol} r"), eval(f"f {symbol} 'x'"), end=" ")
    exec(f"i {symbol}= 2\nprint(i)")
    f = Forward()
    exec(f"f {symbol}= 3\nprint(f)")
    for bad in (f"1 {symbol} f", f"r {symbol} 1", f"i2 {symbol} 1"):
        try:
            eval(bad, {"f": Forward(), "r": Reflected(), "i2": InPlace()})
        except TypeError as error:
            print("  ", error)


class Unary:
    def __neg__(self):
        return "neg"

    def __pos__(self):
        return "pos"

    def __invert__(self):
        return "invert"

    def __abs__(self):
        return "abs"


u = Unary()
print(-u, +u, ~u, abs(u), - - u if False else "")
print(pow(Forward(), 2, 3), divmod(type("D", (), {"__divmod__": lambda s, o: ("dm", o)})(), 4), divmod(4, type("D", (), {"__rdivmod__": lambda s, o: ("rdm", o)})()))
