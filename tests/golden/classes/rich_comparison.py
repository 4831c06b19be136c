"""Rich comparison: the six methods, reflection, defaults, NotImplemented, non-bool results."""


class V:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        print("eq", self.n, getattr(other, "n", other))
        return self.n == other.n if isinstance(other, V) else NotImplemented

    def __lt__(self, other):
        print("lt", self.n, getattr(other, "n", other))
        return self.n < other.n if isinstance(other, V) else NotImplemented


a, b = V(1), V(2)
print(a == b, a != b, a < b, a > b)
print(a == 1, 1 == a, a != "x")
for bad in ("a <= b", "a < 1", "1 > a", "1 < a", "a >= 1"):
    try:
        eval(bad)
    except TypeError as error:
        print(error)


class Default:
    pass


d, e = Default(), Default()
print(d == d, d == e, d != e, d != d, d.__eq__(e), d.__eq__(d), d.__ne__(e), d.__lt__(e))
try:
    d < e
except TypeError as error:
    print(error)


class Child(V):
    def __eq__(self, other):
        print("child eq")
        return "child says"

    def __gt__(self, other):
        print("child gt")
        return "child gt"


c = Child(1)
print(a == c, a < c, c == a)


class NotBool:
    def __eq__(self, other):
        return [1, 2]

    def __lt__(self, other):
        return []


n = NotBool()
print(n == 1, n < 1, n != 1, bool(n < 1), n in [1], [1].count(n), 1 < 2 < 3 < 4, (n == 1) == [1, 2])


class NoEq:
    __eq__ = None


try:
    NoEq() == 1
except TypeError as error:
    print(error)
print(NoEq() != 1 if False else "skipped")


class Ne:
    def __ne__(self, other):
        return "own ne"


print(Ne() != 1, Ne() == 1)
nan = float("nan")
print(nan == nan, nan in [nan], [nan] == [nan], nan != nan, nan < 1, nan > 1)
print(1 == 1.0 == True, "1" == 1, None == 0, (1, 2) == [1, 2], [1, 2] == [1, 2.0], {1: 2} == {1.0: 2.0})
print((1, 2) < (1, 2, 3), [1, "a"] < [2, 5], "abc" < "abd", (1,) <= (1,), [] < [0], {1} < {1, 2}, {1} < {2}, {1} <= {1})
