"""Recursive functions that are rebound, decorated and given new defaults while they run."""
import functools


def fact(n):
    return 1 if n <= 1 else n * fact(n - 1)


print(fact(10), fact(25))
original = fact


def fact(n):
    return "replaced"


print(original(3) if False else "", fact(3))
try:
    print(original(3))
except TypeError as error:
    print(error)
fact = original
print(fact(5))


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


plain = fib
print(fib(15))
fib = functools.cache(fib)
print(fib(60), plain(20), fib.cache_info().hits > 0)
calls = 0


def counted(f):
    def wrapper(*args):
        global calls
        calls += 1
        return f(*args)
    return wrapper


def ack(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ack(m - 1, 1)
    return ack(m - 1, ack(m, n - 1))


print(ack(2, 3))
ack = counted(ack)
print(ack(2, 3), calls)


def switch(n):
    global switch
    if n == 500:
        switch = lambda n: ("switched at", n)
    return switch(n + 1)


print(switch(0))


def depth(n, default=[]):
    if n == 3:
        depth.__defaults__ = (["new default"],)
    return default if n == 0 else depth(n - 1)


print(depth(5), depth(1))


class Tree:
    def __init__(self, value, *children):
        self.value, self.children = value, children

    def total(self):
        return self.value + sum(c.total() for c in self.children)


t = Tree(1, Tree(2, Tree(3)), Tree(4))
print(t.total())
Tree.total = lambda self: 100
print(t.total())
del Tree.total
try:
    t.total()
except AttributeError as error:
    print(error)


def even(n):
    return True if n == 0 else odd(n - 1)


def odd(n):
    return False if n == 0 else even(n - 1)


print(even(200))
odd = lambda n: "hijacked"
print(even(200))
