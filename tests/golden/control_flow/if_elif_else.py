"""if, elif and else choose the first branch whose condition is true."""


def size(n):
    if n < 0:
        return "negative"
    elif n == 0:
        return "zero"
    elif n < 10:
        return "small"
    else:
        return "large"


for n in (-5, 0, 5, 50):
    print(n, size(n))

for value in (0, 1, "", "x", [], [0], None, 0.0, {}, {1: 2}, (), b"", range(0), range(1)):
    if value:
        print(repr(value), "is true")
    else:
        print(repr(value), "is false")
print("yes" if [] else "no")
print(1 if 0 else 2 if 0 else 3)
