"""__del__ that recurses, that drops long chains, that runs while the stack is nearly full."""
import sys


class Deep:
    def __del__(self):
        def f(n):
            return f(n + 1)
        try:
            f(0)
        except RecursionError:
            pass


def near_the_limit(n):
    x = Deep()
    if n:
        near_the_limit(n - 1)


near_the_limit(20)


class Chain:
    def __init__(self, next):
        self.next = next

    def __del__(self):
        self.next = None


head = None
for _ in range(100_000):
    head = Chain(head)


def drop_deep(n):
    global head
    if n:
        return drop_deep(n - 1)
    head = None


try:
    drop_deep(900)
except RecursionError:
    pass
head = None
print("survived")
