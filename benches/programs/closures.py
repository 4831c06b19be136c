"""Closures: counters, composition, callbacks with captured state."""


def make_accumulator(start):
    total = start

    def add(n):
        nonlocal total
        total += n
        return total

    return add


def compose(f, g):
    return lambda x: f(g(x))


def curry(f):
    return lambda a: lambda b: lambda c: f(a, b, c)


def visit(items, callback):
    for item in items:
        callback(item)


def run(rounds):
    add = make_accumulator(0)
    for i in range(rounds):
        add(i)
    inc = lambda x: x + 1
    double = lambda x: x * 2
    chain = inc
    for _ in range(6):
        chain = compose(double, compose(chain, inc))
    total = 0
    for i in range(rounds // 10):
        total += chain(i) & 1023
    curried = curry(lambda a, b, c: a * b + c)
    for i in range(rounds // 5):
        total += curried(i)(2)(3)
    count = 0

    def tally(item):
        nonlocal count
        if item % 3 == 0:
            count += item

    for _ in range(rounds // 100):
        visit(range(40), tally)
    return add(0), total, count


print(run(800_000))
