"""__add__ and __lt__ that appear, change and vanish in a hot loop."""


class Number:
    def __init__(self, n):
        self.n = n


def add(a, b):
    try:
        return a + b
    except TypeError as error:
        return str(error)


one = Number(1)
for i in range(1000):
    result = add(i, i)
print(result, add(one, one))
Number.__add__ = lambda self, other: self.n + other.n
print(add(one, one))
for i in range(1000):
    result = add(one, one)
print(result)
Number.__add__ = lambda self, other: "changed"
print(add(one, one))
del Number.__add__
print(add(one, one))


def less(a, b):
    try:
        return a < b
    except TypeError as error:
        return str(error)


for i in range(1000):
    result = less(i, 5)
print(result, less(one, one))
Number.__lt__ = lambda self, other: "less"
print(less(one, one), less("a", "b"), less(1.5, 2))


def truth(x):
    return "yes" if x else "no"


for i in range(1000):
    truth(one)
print(truth(one))
Number.__bool__ = lambda self: False
print(truth(one))
del Number.__bool__
Number.__len__ = lambda self: 0
print(truth(one))
