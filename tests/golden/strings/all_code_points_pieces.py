"""Splitting, stripping, repr and conversions see every code point as recorded: one checksum a method."""
from hashlib import md5

ALL = [chr(code) for code in range(0x110000)]
WHOLE = "".join(ALL)


def show(name, texts):
    texts = list(texts)
    joined = "\n".join(texts).encode("utf-32-le", "surrogatepass")
    print(f"{name:24} {len(texts):8} {sum(map(len, texts)):8} {md5(joined).hexdigest()}")


show("repr", [repr(c) for c in ALL])
show("ascii", [ascii(c) for c in ALL])
show("repr in company", [repr("'" + c + '"') for c in ALL])
show("repr of all", [repr(WHOLE)])
show("splitlines", WHOLE.splitlines())
show("splitlines, kept", WHOLE.splitlines(True))
show("split", WHOLE.split())
show("rsplit", WHOLE.rsplit(None, 5))
show("strip", [(c + "x" + c).strip() for c in ALL])
show("lstrip", [(c + "x" + c).lstrip() for c in ALL])
show("rstrip", [(c + "x" + c).rstrip() for c in ALL])
show("reversed", [WHOLE[::-1]])
show("center", [c.center(3, "*") for c in ALL[::7]])
show("expandtabs", [(c + "\t|").expandtabs(4) for c in ALL[::7]])
show("zfill", [c.zfill(3) for c in ALL[::7]])
show("translate", [WHOLE.translate({code: code ^ 1 for code in range(0, 0x110000, 3)})])


def number(convert, text):
    try:
        return repr(convert(text))
    except ValueError as error:
        return type(error).__name__ + str(error)


DIGITS = [c for c in ALL if c.isnumeric() or c.isspace()]
show("int", [number(int, c) for c in DIGITS])
show("int base 36", [number(lambda t: int(t, 36), c + "1") for c in DIGITS])
show("float", [number(float, c + "1") for c in DIGITS])
show("complex", [number(complex, "1" + c) for c in DIGITS])
show("int of any", [number(int, c) for c in ALL[::61]])

# Names are kept in their compatible form.
namespace = {}
exec("\n".join(c + "=0" for c in ALL[::5] if c.isidentifier()), {}, namespace)
show("identifiers", namespace)
show("utf-8", [c.encode("utf-8", "surrogatepass").decode("latin-1") for c in ALL])
show("hash order", sorted(ALL[::101], key=lambda c: (c.casefold(), c)))
