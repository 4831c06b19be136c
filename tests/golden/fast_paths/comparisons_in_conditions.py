"""Conditions of while, if and comprehensions with operands that change type or answer non-bools."""


def count(n, limit):
    i = n
    steps = 0
    while i < limit:
        i += 1
        steps += 1
        if steps > 50:
            break
    return i, steps


print(count(0, 10), count(0.5, 3), count(2 ** 62 - 2, 2 ** 62 + 2), count(True, 3), count(0, 2.5), count(-2 ** 62 - 1, -2 ** 62 + 1))
for bad in ((0, "a"), ("a", 0), (None, 1), (0, None)):
    try:
        count(*bad)
    except TypeError as error:
        print(error)


class C:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        return [1] if self.n < other else []

    def __iadd__(self, n):
        self.n += n
        return self

    def __eq__(self, other):
        return "" if self.n else "yes"

    def __bool__(self):
        return self.n < 3


c, steps = count(C(0), 4)
print(c.n, steps)


def branches(a, b):
    out = []
    if a < b:
        out.append("<")
    if a <= b:
        out.append("<=")
    if a == b:
        out.append("==")
    if a != b:
        out.append("!=")
    if a > b:
        out.append(">")
    if a >= b:
        out.append(">=")
    if a is b:
        out.append("is")
    if not a == b:
        out.append("not ==")
    if a and b:
        out.append("and")
    if a or b:
        out.append("or")
    return out


nan = float("nan")
for a, b in ((1, 2), (2, 1), (1, 1), (1, 1.0), (1.5, 2), (nan, nan), (nan, 1), ("a", "b"), ("a", "a"), ([1], [2]), ((), (1,)), (True, 1), (2 ** 70, 2 ** 70 + 1), (2 ** 53, 2.0 ** 53), (2 ** 53 + 1, 2.0 ** 53), (0, -0.0), ({1}, {1, 2}), (b"a", b"b"), (10 ** 400, float("inf")), (-1, 2 ** 63)):
    print(a if abs(a.__sizeof__()) < 60 else "big", branches(a, b))
for a, b in ((1, "a"), (None, None), (1j, 1), ([], ())):
    try:
        branches(a, b)
    except TypeError as error:
        print(error)
x = C(1)
print([i for i in range(5) if i < 3 and x], [i for i in range(4) if x == i], "yes" if C(0) == 1 else "no")
while C(5) == 0:
    pass
n = C(0)
while n:
    n += 1
print(n.n)
print([a for a in (0, 1, "", "x", None, [], [0], 0.0, nan) if a], [a for a in (1, 2, 3, 4) if a % 2 == 0 if a > 2], [1 if a else 0 for a in ((), (0,))])
