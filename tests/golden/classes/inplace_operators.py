"""Augmented assignment uses the in-place method, then the plain one, and stores the result."""


class Acc:
    def __init__(self, items=()):
        self.items = list(items)

    def __iadd__(self, other):
        self.items.append(other)
        return self

    def __add__(self, other):
        return Acc(self.items + [other])

    def __sub__(self, other):
        return "sub", other

    def __imul__(self, other):
        return NotImplemented

    def __mul__(self, other):
        return "mul", other

    def __ior__(self, other):
        return "replaced"


a = b = Acc()
a += 1
a += 2
print(a is b, a.items)
a = a + 3
print(a is b, a.items, b.items)
c = Acc()
c -= 5
print(c)
d = Acc()
d *= 6
print(d)
e = Acc()
e |= 1
print(e)
f = Acc()
try:
    f @= 1
except TypeError as error:
    print(error)
try:
    f //= 1
except TypeError as error:
    print(error)

x = 10
x += 5; x -= 1; x *= 3; x //= 4; x **= 2; x %= 7; x <<= 4; x >>= 1; x |= 3; x &= 14; x ^= 5
print(x)
y = 9
y /= 2
print(y)
items = alias = [1]
items += (2,)
items *= 2
print(alias)
t = ([1],)
try:
    t[0] += [2]
except TypeError as error:
    print(error, t)


class Holder:
    value = 1


h = Holder()
h.value += 1
print(h.value, Holder.value)
table = {"k": 1}
table["k"] += 10
print(table)
s = old = "ab"
s += "c"
print(s, old)


def index():
    print("index evaluated once")
    return 0


numbers = [1]
numbers[index()] += 5
print(numbers)
try:
    unknown += 1
except NameError as error:
    print(error)
