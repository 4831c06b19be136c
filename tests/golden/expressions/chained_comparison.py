"""Chained comparisons evaluate each operand once and stop at the first false link."""


def v(n):
    print("eval", n)
    return n


print(v(1) < v(2) < v(3))
print(v(1) < v(0) < v(3))
print(v(5) > v(3) > v(4) > v(1))
print(1 < 2 > 1 != 3 == 3 <= 4 >= 2 in [2] is not None)
print(1 < 3 in [3, 4], 1 in [1] == True, (1 in [1]) == True, 1 == 1.0 == True, not 1 < 2 < 3, 3 > 2 == 2, None is None is None)
x = 5
print(0 < x < 10, 0 < x <= 5 < 6, 10 > x > 0, x == x == x, 1 < x and x < 3, (1 < x) < 3)


class L:
    def __init__(self, name, result):
        self.name, self.result = name, result

    def __lt__(self, other):
        print(self.name, "<", other.name)
        return self.result


print(L("a", "truthy") < L("b", "last") < L("c", 0), L("a", "") < L("b", 1) < L("c", 1), L("a", [1]) < L("b", []) < L("c", 1))
if 1 < 2 < 3:
    print("yes")
while not 0 < x < 5:
    x -= 1
print(x, [i for i in range(10) if 2 < i < 6], "a" < "b" < "c", [1] < [2] < [3], 1 < 2.5 < 3, "b" in "abc" in ["abc"])
try:
    1 < "a" < 2
except TypeError as error:
    print(error)
try:
    1 < 2 < "a"
except TypeError as error:
    print(error)
print(2 < 1 < "never compared")
