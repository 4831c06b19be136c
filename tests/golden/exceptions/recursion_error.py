"""Unbounded recursion in Python and through special methods is RecursionError and can be caught."""


def f():
    return f()


class R:
    def __repr__(self):
        return repr(self)

    def __eq__(self, other):
        return self == other

    def __getattr__(self, name):
        return getattr(self, name)

    def __call__(self):
        return self()

    def __add__(self, other):
        return self + other

    def __iter__(self):
        return iter(self)

    def __hash__(self):
        return hash(self)

    def __getitem__(self, i):
        return self[i]

    def __contains__(self, i):
        return i in self

    def __len__(self):
        return len(self)

    def __format__(self, spec):
        return f"{self}"


r = R()
for action in (f, lambda: repr(r), lambda: r == 1, lambda: r.x, lambda: r(), lambda: r + 1, lambda: list(r), lambda: {r}, lambda: r[0], lambda: 1 in r,
               lambda: len(r), lambda: f"{r}", lambda: str(r), lambda: [r].index(5)):
    try:
        action()
    except RecursionError as error:
        print(type(error).__name__, str(error).split(" while")[0].split(" in comparison")[0])
deep = []
for _ in range(100_000):
    deep = [deep]
for action in (lambda: repr(deep), lambda: deep == [deep], lambda: str(deep)):
    try:
        action()
        print("fine")
    except RecursionError as error:
        print("RecursionError")


def depth(n=0):
    try:
        return depth(n + 1)
    except RecursionError:
        return n


print(900 < depth() < 1000)
print(depth() == depth())
