"""Augmented assignment to names, attributes, items, slices; evaluation order; scoping."""


def note(label, value):
    print(label)
    return value


class Box:
    def __init__(self):
        self.v = 1

    def __getattr__(self, name):
        print("getattr", name)
        return 10

    def __getitem__(self, key):
        print("getitem", key)
        return 100

    def __setitem__(self, key, value):
        print("setitem", key, value)


box = Box()
note("object", box).v += note("value", 5)
note("object", box)[note("index", "k")] += note("value", 5)
box.missing += 1
print(vars(box))
items = [1, 2, 3, 4]
items[1:3] += [9]
items[0] -= 5
items[-1] **= 2
print(items)
a = b = [1]
a += [2]
a *= 2
print(a, b, a is b)
s = t = (1,)
s += (2,)
print(s, t)
n = 7
n += 1; n -= 2; n *= 3; n /= 2; n //= 2; n **= 3; n %= 50
print(n)
m = 6
m <<= 3; m >>= 1; m |= 1; m &= 0b11101; m ^= 0xFF
print(m)


class M:
    def __matmul__(self, other):
        return "matmul"


mat = M()
mat @= 1
print(mat)


def local():
    try:
        undefined += 1
    except UnboundLocalError as error:
        print(error)
    total = 0
    for i in range(5):
        total += i * 2
    return total


print(local())


def closure():
    count = 0

    def inc():
        nonlocal count
        count += 1
        return count
    inc()
    return inc()


print(closure())
text = "a"
text += "b"
text *= 2
text %= () if "%" in text else ()
print(text)
d = {}
try:
    d["k"] += 1
except KeyError as error:
    print(repr(error))
d["k"] = d.get("k", 0) + 1
d["k"] += 1
print(d)
for bad in ("x += 1", "1 += 1", "(a, b) += 1", "f() += 1", "a.b.c += 1", "None += 1", "[a] += 1", "a += yield", "x: int += 1", "a += b += 1", "items['k'] += 1", "(1).real += 1", "'abc'[0] += 'x'"):
    try:
        exec(bad)
    except (NameError, SyntaxError, AttributeError, TypeError) as error:
        print(bad, "->", type(error).__name__, error)
