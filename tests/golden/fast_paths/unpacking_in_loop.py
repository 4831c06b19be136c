"""Tuple unpacking in hot loops when the right side is another type, another length, or the targets overlap."""


def pairs(items):
    out = 0
    for a, b in items:
        out += a * b
    return out


print(pairs([(i, 2) for i in range(1000)]), pairs([[1, 2], (3, 4)]), pairs({1: 2, 3: 4}.items()), pairs(zip([1, 2], [3, 4])), pairs(enumerate([5, 6])), pairs([range(2), {7: 0, 8: 0}]), pairs(iter([(x for x in (2, 3))])))
for bad in ([(1, 2, 3)], [(1,)], [5], ["abc"], [None], [[]], [{1}]):
    try:
        print(pairs(bad))
    except (ValueError, TypeError) as error:
        print(error)


def fib(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


print(fib(10), fib(89), fib(90), fib(91), fib(92), fib(93), fib(100))


def rotate(a, b, c):
    for _ in range(1000):
        a, b, c = b, c, a
    return a, b, c


print(rotate(1, "x", None))


def overlap():
    i = 0
    items = [0, 0, 0]
    i, items[i] = 1, 9
    items[i], i = 5, 2
    return i, items


print(overlap())


def swap_attributes():
    class P:
        pass
    p = P()
    p.x, p.y = 1, 2
    for _ in range(1001):
        p.x, p.y = p.y, p.x
    return p.x, p.y


print(swap_attributes())


def nested(items):
    return [(a, b, c, rest) for (a, (b, c), *rest) in items]


print(nested([(1, (2, 3)), (1, "ab", 4, 5)]))


def minmax(items):
    low, high = items[0], items[0]
    for x in items:
        low, high = min(low, x), max(high, x)
    return low, high


print(minmax([3, 1, 2]), minmax(["b", "a"]), minmax([1, 2.5, -1]))


class Seq:
    def __getitem__(self, i):
        if i > 1:
            raise IndexError
        return i * 10

    def __len__(self):
        return 99


a, b = Seq()
print(a, b)


class T(tuple):
    def __iter__(self):
        return iter("xy")


a, b = T((1, 2, 3))
print(a, b)


class L(list):
    def __iter__(self):
        return iter(["own"])


try:
    a, b = L([1, 2])
except ValueError as error:
    print(error)


def raises():
    yield 1
    raise KeyError("while unpacking")


try:
    a, b = raises()
except KeyError as error:
    print(error, a)


def returns_many(n):
    return n, n + 1, n + 2


total = 0
for i in range(1000):
    a, b, c = returns_many(i)
    total += c - a
print(total)
(a, b), c = [1, 2], 3
[d, *e] = a, b, c
print(a, b, c, d, e)
