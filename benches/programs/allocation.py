"""Many short-lived and some long-lived objects: trees, linked lists, tuples, cycles."""


class Tree:
    def __init__(self, left, right):
        self.left = left
        self.right = right

    def check(self):
        if self.left is None:
            return 1
        return 1 + self.left.check() + self.right.check()


def make(depth):
    if depth == 0:
        return Tree(None, None)
    return Tree(make(depth - 1), make(depth - 1))


class Link:
    __slots__ = ("value", "next")

    def __init__(self, value, next):
        self.value = value
        self.next = next


def chain(n):
    head = None
    for i in range(n):
        head = Link(i, head)
    total = 0
    while head is not None:
        total += head.value
        head = head.next
    return total


def cycles(n):
    for i in range(n):
        a, b = [], {}
        a.append(b)
        b["a"] = a
    return i


long_lived = make(14)
total = 0
for depth in range(4, 12):
    for _ in range(1 << (12 - depth)):
        total += make(depth).check()
print(total, long_lived.check())
print(chain(250_000), cycles(100_000))
points = [(i, i + 1, (i, [i])) for i in range(200_000)]
print(len(points), sum(p[2][1][0] for p in points))
