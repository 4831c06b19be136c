"""Functions that take and return functions: compose, curry, memoise, partial application, callbacks."""


def compose(*fs):
    def run(x):
        for f in reversed(fs):
            x = f(x)
        return x
    return run


def curry(f, n):
    def step(*args):
        if len(args) >= n:
            return f(*args)
        return lambda *more: step(*args, *more)
    return step


def memoise(f):
    table = {}

    def run(*args):
        if args not in table:
            table[args] = f(*args)
        return table[args]
    run.table = table
    return run


@memoise
def ways(n, m):
    return 1 if n == 0 or m == 0 else ways(n - 1, m) + ways(n, m - 1)


def fold(f, items, start):
    for x in items:
        start = f(start, x)
    return start


print(compose(str, abs, int)("-5"), compose()(1), curry(lambda a, b, c: a + b + c, 3)(1)(2)(3), curry(max, 2)(1, 5), ways(10, 10), len(ways.table), fold(lambda a, b: a * 10 + b, [1, 2, 3], 0))
events = {}


def on(name):
    def register(f):
        events.setdefault(name, []).append(f)
        return f
    return register


@on("start")
def first():
    return "first"


@on("start")
@on("stop")
def both():
    return "both"


print({k: [f() for f in v] for k, v in events.items()}, first(), both())
print(list(map(lambda f: f(4), [lambda x: x + 1, lambda x: x * x, float, str, bool])), sorted([[3], [1, 2], []], key=len), [f(2) for f in [pow.__get__ if False else abs, (2).__add__, [1, 2, 3].__getitem__]])


def pipeline(value, *steps):
    return fold(lambda v, f: f(v), steps, value)


print(pipeline("  a,b ", str.strip, lambda s: s.split(","), reversed, list), pipeline(3), (lambda f: f(f, 6))(lambda f, n: 1 if n == 0 else n * f(f, n - 1)))


def counter():
    n = 0

    def inc(by=1):
        nonlocal n
        n += by
        return n
    inc.reset = lambda: inc(-n)
    return inc


c = counter()
print(c(), c(5), c.reset(), c())
