"""Pipelines of generators, recursive generators, generators as coroutines."""
import itertools


def numbers():
    n = 0
    while True:
        yield n
        n += 1


def take(n, source):
    for _, value in zip(range(n), source):
        yield value


def where(test, source):
    for value in source:
        if test(value):
            yield value


def primes():
    found = []
    for n in itertools.count(2):
        if all(n % p for p in found):
            found.append(n)
            yield n


print(list(take(5, where(lambda n: n % 3 == 0, numbers()))), list(take(10, primes())))


def coroutine(function):
    def start(*args):
        g = function(*args)
        next(g)
        return g
    return start


@coroutine
def printer(prefix):
    while True:
        print(prefix, (yield))


@coroutine
def broadcast(*targets):
    while True:
        value = yield
        for target in targets:
            target.send(value)


@coroutine
def only(test, target):
    while True:
        value = yield
        if test(value):
            target.send(value)


pipe = broadcast(printer("all"), only(lambda n: n > 1, printer("big")))
for n in range(4):
    pipe.send(n)


def permutations(items):
    if not items:
        yield ()
    for i, item in enumerate(items):
        for rest in permutations(items[:i] + items[i + 1:]):
            yield (item, *rest)


print(list(permutations("abc")))


def flatten(x):
    for item in x:
        if isinstance(item, list):
            yield from flatten(item)
        else:
            yield item


print(list(flatten([1, [2, [3, [4, []]], 5], [[6]]])))


def tasks(*generators):
    ready = list(generators)
    while ready:
        g = ready.pop(0)
        try:
            yield next(g)
            ready.append(g)
        except StopIteration:
            pass


print(list(tasks(iter("ab"), iter(range(3)), iter([None]))))


def hanoi(n, a, b, c):
    if n:
        yield from hanoi(n - 1, a, c, b)
        yield a + c
        yield from hanoi(n - 1, b, a, c)


print(" ".join(hanoi(3, "a", "b", "c")))
chain = iter(range(3))
for _ in range(100):
    chain = (x + 1 for x in chain)
print(list(chain))
