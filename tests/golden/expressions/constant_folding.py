"""Constant expressions give the same values and errors as computed ones, at the same time."""
print(2 ** 10, "a" * 3, (1, 2) + (3,), -5 // 2, 1 << 40, 0.1 + 0.2, "ab"[1], (1, 2, 3)[-1], not 0, ~0, 3 * "x", b"a" * 2, 10 ** 20, 1e308 * 10, -0.0, 0 * -1, 1 - 1 == 0, "%s" % 5, [1, 2][0], 5 if True else 6)


def never_called():
    return 1 / 0, 1 % 0, "a" + 1, 1 << -1, ()[5], 2 ** 10 ** 10 ** 10


def called():
    try:
        return 1 / 0
    except ZeroDivisionError as error:
        return str(error)


print(called())
if 0:
    print("never")
while False:
    print("never")
print((1, 2) == (1, 2), "a" + "b" == "ab", 256 == 2 ** 8, 1_000 == 1000, True + True, None == None, ... is Ellipsis)


def consts():
    return (1, 2), (1, 2)


a, b = consts()
print(a == b, [i for i in (1, 2)], 3 in {1, 2, 3}, 3 in [1, 2], 5 in (1, 5), {1, 2} == {2, 1}, (lambda: (1, 2))() == (1, 2), f"{1}{2}", "a" "b" == "ab")
try:
    x = 1 // 0
except ZeroDivisionError as error:
    print(error)
try:
    x = "a" * 10 ** 30
except OverflowError as error:
    print(error)
try:
    (1, 2)[5]
except IndexError as error:
    print(error)
print(-1 ** 2, (-1) ** 0.5 == 1j if False else "", 1 and 0 or 2, "x" or 1 / 0, 0 and 1 / 0, 1 if 1 else 1 / 0)
