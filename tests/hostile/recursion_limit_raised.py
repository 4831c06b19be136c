"""A huge sys.setrecursionlimit is not trusted: deep recursion gives a value or RecursionError."""
import sys

sys.setrecursionlimit(10 ** 6)


def f(n):
    return 0 if n == 0 else 1 + f(n - 1)


print(f(5_000))


class R:
    def __repr__(self):
        return repr(self)

    def __eq__(self, other):
        return self == other

    def __getattr__(self, name):
        return getattr(self, name)

    def __call__(self):
        return self()


for action in (lambda: f(2_000_000), lambda: repr(R()), lambda: R() == R(), lambda: R().x, lambda: R()(),
               lambda: sorted([3, 1], key=lambda v: f(1_500_000))):
    try:
        action()
        print("RecursionError")
    except (RecursionError, MemoryError):
        print("RecursionError")
print("survived")
