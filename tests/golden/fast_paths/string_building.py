"""s += t and joins in hot loops, when the string has other owners or is another type."""


def build(parts):
    s = ""
    for p in parts:
        s += p
    return s


print(len(build(["ab"] * 1000)), build("xyz"))


def shared():
    s = ""
    history = []
    for i in range(5):
        s += str(i)
        history.append(s)
    return history


print(shared())


def alias():
    s = "start"
    t = s
    s += " more"
    return s, t


print(alias())


class S(str):
    def __add__(self, other):
        return "own add"


def subclass():
    s = S("x")
    s += "y"
    return s


print(subclass())


def becomes_other(values):
    s = values[0]
    for v in values[1:]:
        s += v
    return s


print(becomes_other([1, 2, 3]), becomes_other([[1], [2]]), becomes_other([(1,), (2,)]), becomes_other(["a", "é", "漢", "😀"]), becomes_other([b"a", b"b"]), becomes_other([1, 2.5, True]))
for bad in (["a", 1], [1, "a"], ["a", None], [[1], 2], [None, "a"], ["a", b"b"]):
    try:
        print(becomes_other(bad))
    except TypeError as error:
        print(error)


def attribute():
    class H:
        s = ""
    h = H()
    for i in range(3):
        h.s += str(i)
    return h.s, H.s


print(attribute())


def closure():
    s = ""

    def add(x):
        nonlocal s
        s += x
        return s
    add("a")
    saved = s
    add("b")
    return s, saved


print(closure())


def in_dict():
    d = {"s": ""}
    keep = []
    for c in "abc":
        d["s"] += c
        keep.append(d["s"])
    return d, keep


print(in_dict())


def default(s="base"):
    s += "!"
    return s


print(default(), default())


def raises():
    s = "kept"
    try:
        s += 5
    except TypeError:
        pass
    return s


print(raises())


def formatted(n):
    out = ""
    for i in range(n):
        out += f"{i},"
        out += "%d;" % i
    return out


print(formatted(5))
print("".join(str(i) for i in range(10)), "-".join(map(str, range(3))), "".join(["a", "b"] * 3))
x = "a"
x = x + x
x += x
x = x + "b" + x
print(x)
