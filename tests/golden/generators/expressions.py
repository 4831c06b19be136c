"""Generator expressions: lazy, first iterable evaluated at once, scoping, nesting."""


def note(x):
    print("note", x)
    return x


g = (note(x) for x in note([1, 2]))
print("made")
print(next(g))
try:
    (x for x in 5)
except TypeError as error:
    print(error)
lazy = (1 / 0 for x in range(1))
try:
    next(lazy)
except ZeroDivisionError as error:
    print(error)
second = (x for x in [1] for y in undefined_later)
try:
    next(second)
except NameError as error:
    print(error)
undefined_later = "ab"
print(list(x + y for x in "pq" for y in undefined_later))
n = 10
g = (n * x for x in range(3))
n = 100
print(list(g))
data = [1, 2, 3]
g = (x for x in data if x in data)
data = [2]
print(list(g))
print(sum(x for x in range(5)), any(x > 3 for x in range(5)), max((x, -x) for x in range(3)), dict((k, k * 2) for k in "ab"), set(x % 2 for x in range(9)))
f = lambda *a, **k: (a, k)
print(f(*(x for x in "ab"), **dict((k, 1) for k in "c")))
nested = ((x, y) for x in (a for a in range(2)) for y in (b for b in range(x + 1)))
print(list(nested))


class A:
    items = [1, 2]
    g = (i for i in items)
    values = list(g)


print(A.values)


def walrus():
    g = ((y := x) for x in range(3))
    list(g)
    return y


print(walrus())
