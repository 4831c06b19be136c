"""Subscripts and iteration of a list in a hot loop while the list shrinks, grows, or is another type."""


class L(list):
    def __getitem__(self, i):
        return "override", i

    def __setitem__(self, i, v):
        super().__setitem__(i, ("stored", v))

    def __iter__(self):
        return iter(["own iter"])

    def __len__(self):
        return 42


def get(items, i):
    return items[i]


def put(items, i, v):
    items[i] = v


def walk(items):
    return [x for x in items]


def size(items):
    return len(items)


plain = list(range(10))
for i in range(1000):
    get(plain, i % 10), put(plain, i % 10, i), size(plain)
walk(plain)
own = L([1, 2, 3])
print(get(own, 0), walk(own), size(own))
put(own, 0, "v")
print(list.__getitem__(own, 0), own)
for bad in (lambda: get(plain, 10), lambda: get(plain, -11), lambda: put(plain, 10, 0), lambda: get(plain, "x"), lambda: put((1, 2), 0, 1), lambda: get({}, 0), lambda: put("ab", 0, "c"), lambda: size(5), lambda: walk(5)):
    try:
        bad()
    except (IndexError, TypeError, KeyError) as error:
        print(type(error).__name__, error)


def shrinking():
    items = list(range(100))
    total = 0
    i = 0
    try:
        while True:
            total += items[i]
            i += 1
            items.pop()
    except IndexError as error:
        return total, i, str(error)


print(shrinking())


def swap(items, i, j):
    items[i], items[j] = items[j], items[i]


for i in range(1000):
    swap(plain, i % 10, (i * 7) % 10)
print(sorted(plain))
d = {0: "a", 1: "b"}
swap(d, 0, 1)
print(d)
b = bytearray(b"ab")
swap(b, 0, 1)
print(b)
try:
    swap("ab", 0, 1)
except TypeError as error:
    print(error)


def append(items, x):
    items.append(x)


for i in range(1000):
    append(plain, i)


class Appender:
    def append(self, x):
        print("own append", x)


append(Appender(), 5)
from collections import deque
q = deque()
append(q, 1)
print(q, len(plain))


def slices(items):
    return items[1:3], items[::-1], items[:]


for _ in range(100):
    slices(plain)
print(slices("abc"), slices((1, 2, 3)), slices([1]))


def contains(items, x):
    return x in items


for i in range(100):
    contains(plain, i)
print(contains("abc", "b"), contains({1: 2}, 1), contains({3}, 3), contains(range(5), 9), contains((None,), None))
