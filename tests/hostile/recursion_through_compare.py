"""Unbounded recursion through __eq__, __lt__, __hash__, __contains__, __bool__ ends in RecursionError."""


class A:
    def __eq__(self, other):
        return self == other

    def __lt__(self, other):
        return self < other

    def __hash__(self):
        return hash(self)

    def __contains__(self, item):
        return item in self

    def __bool__(self):
        return bool(self)


class L:
    def __eq__(self, other):
        return [self] == [other]

    def __hash__(self):
        return hash((self,))


a, b = A(), A()
x, y = L(), L()
for action in (lambda: a == b, lambda: a < b, lambda: hash(a), lambda: 1 in a, lambda: bool(a), lambda: not a,
               lambda: {a: 1}, lambda: [a] == [b], lambda: x == y, lambda: hash(x), lambda: {x},
               lambda: sorted([a, b]), lambda: max(a, b), lambda: [a].index(b), lambda: a in [b]):
    try:
        action()
    except RecursionError:
        print("RecursionError")
print("survived")
