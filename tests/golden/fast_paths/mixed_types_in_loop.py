"""One operator in a hot loop meets int, float, bool, str, big int, subclass and object in turn."""


class I(int):
    def __add__(self, other):
        return "I.__add__"


class O:
    def __add__(self, other):
        return "O.__add__"

    def __radd__(self, other):
        return "O.__radd__"

    def __lt__(self, other):
        return "O.__lt__"

    def __mul__(self, other):
        return "O.__mul__"

    def __getitem__(self, index):
        return "item", index

    def __eq__(self, other):
        return "O.__eq__"


def add(a, b):
    return a + b


def less(a, b):
    return a < b


def multiply(a, b):
    return a * b


def equal(a, b):
    return a == b


def item(a, i):
    return a[i]


def negate(a):
    return -a


def test(a):
    if a:
        return "true"
    return "false"


def attempt(function, *args):
    try:
        return function(*args)
    except (TypeError, IndexError, KeyError) as error:
        return f"{type(error).__name__}: {error}"


for i in range(1000):
    add(i, 1), less(i, 5), multiply(i, 2), equal(i, 3), item([1, 2], i & 1), negate(i), test(i)
values = [(1, 2), (1.5, 2), (1, 2.5), (True, True), ("a", "b"), (2 ** 62, 2 ** 62), (2 ** 61, 2 ** 61), (-2 ** 62, -1), (I(1), 2), (1, I(2)), (O(), 1), (1, O()), ([1], [2]), ((1,), (2,)),
          (1, "a"), ("a", 1), (None, None), (1j, 2), (b"a", b"b"), ({1}, {2}), (0.0, -0.0), (float("nan"), 1), (1, None), ([1], 1), (10 ** 30, 1.5)]
for a, b in values:
    print([attempt(f, a, b) if not isinstance(a, O) and not isinstance(b, O) or f is not less else attempt(f, a, b) for f in (add, less, multiply, equal)])
for a, i in (([1, 2], 0), ([1, 2], -1), ([1, 2], 5), ((1, 2), 1), ("ab", 1), ({0: "d"}, 0), ({0: "d"}, 1), (range(5), 2), (b"ab", 0), (O(), 3), ([1, 2], True), ([1, 2], 1.0), ([1, 2], I(1)), ([1, 2], 2 ** 70), (5, 0), ([1, 2, 3], slice(1, None)), ({}, []), (bytearray(b"x"), 0), ([5], -2), (None, 0)):
    print(attempt(item, a, i))
for a in (1, 0, 1.5, 0.0, "", "a", [], [0], None, True, 2 ** 62, -2 ** 62, 10 ** 30, I(0), O(), {}, (), float("nan"), 0j, -2 ** 61, 2 ** 61):
    print(test(a), attempt(negate, a))
print(add(1, 2), less(1, 2), multiply(3, 4), equal(1, 1.0))
