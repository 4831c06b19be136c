"""The case mappings of str give for every code point what is recorded: one checksum a method."""
from hashlib import md5

ALL = [chr(code) for code in range(0x110000)]
SOME = ALL[:0x20000] + ALL[0xE0000:0xE0200]


def show(name, texts):
    texts = list(texts)
    joined = "\n".join(texts).encode("utf-32-le", "surrogatepass")
    print(f"{name:24} {sum(map(len, texts)):8} {md5(joined).hexdigest()}")


show("upper", [c.upper() for c in ALL])
show("lower", [c.lower() for c in ALL])
show("title", [c.title() for c in ALL])
show("casefold", [c.casefold() for c in ALL])
show("swapcase", [c.swapcase() for c in ALL])
show("capitalize", [c.capitalize() for c in ALL])

# The rule for the final sigma looks at what stands on both sides.
show("sigma after", [("aΣ" + c).lower() for c in SOME])
show("sigma after, far", [("aΣ" + c + "b").lower() for c in SOME])
show("sigma before", [(c + "Σ").lower() for c in SOME])
show("sigma before, far", [("a" + c + "Σ").lower() for c in SOME])
show("title between", [("a" + c + "a").title() for c in SOME])
show("title of sigma", [(c + "AΣ").title() for c in SOME])
show("capitalize before", [(c + "Ab").capitalize() for c in SOME])
show("swapcase of sigma", [(c + "Σ").swapcase() for c in SOME])
