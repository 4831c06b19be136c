"""functools: partial, reduce, wraps, lru_cache, cache, cached_property, total_ordering, singledispatch, cmp_to_key."""
import functools
from functools import cache, cached_property, cmp_to_key, lru_cache, partial, partialmethod, reduce, singledispatch, singledispatchmethod, total_ordering, update_wrapper, wraps


def f(*args, **kw):
    return args, kw


p = partial(f, 1, k=2)
print(p(3), p(k=5, z=6), p.func is f, p.args, p.keywords, partial(p, 9)(10), partial(int, base=2)("101"), repr(partial(print, 1))[:20])
print(reduce(lambda a, b: a + b, [1, 2, 3]), reduce(lambda a, b: a * b, [], 7), reduce(max, [3, 9, 2], 5))
for bad in (lambda: reduce(max, []), lambda: partial(), lambda: partial(5), lambda: reduce(max), lambda: lru_cache(maxsize="x"), lambda: reduce(5, [1, 2])):
    try:
        bad()
    except TypeError as error:
        print(error)
calls = []


@lru_cache(maxsize=2)
def square(n):
    calls.append(n)
    return n * n


print([square(n) for n in (1, 2, 1, 3, 2, 1)], calls, square.cache_info(), square.cache_clear(), square.cache_info(), square.__wrapped__(4), square.cache_parameters())


@cache
def fib(n):
    """Fibonacci."""
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(80), fib.cache_info(), fib.__name__, fib.__doc__)
try:
    square([])
except TypeError as error:
    print(error)


@lru_cache
def typed(*args, **kw):
    return args, kw


print(typed(1), typed(1.0), typed(a=1), typed(a=1), typed.cache_info().hits)


class C:
    def __init__(self):
        self.n = 0

    @cached_property
    def value(self):
        self.n += 1
        return self.n

    half = partialmethod(f, "half")

    @lru_cache
    def method(self, x):
        return x

    @singledispatchmethod
    def show(self, x):
        return "other"

    @show.register
    def _(self, x: int):
        return "int"


c = C()
print(c.value, c.value, c.n, c.half(1)[0][1:], c.method(3), c.show(1), c.show("x"), vars(c)["value"])
del c.value
print(c.value)


@total_ordering
class V:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n

    def __lt__(self, other):
        return self.n < other.n


print(V(1) <= V(1), V(2) > V(1), V(1) >= V(2), V(1) != V(2))


@singledispatch
def kind(x):
    return "object"


@kind.register(int)
def _(x):
    return "int"


@kind.register
def _(x: list):
    return "list"


@kind.register(str)
@kind.register(bytes)
def _(x):
    return "text"


print(kind(1), kind(True), kind([]), kind("s"), kind(b""), kind(1.5), kind.dispatch(bool)(1), sorted(t.__name__ for t in kind.registry))
print(sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)), sorted("bac", key=cmp_to_key(lambda a, b: (a > b) - (a < b))))


def deco(g):
    @wraps(g)
    def inner():
        "inner doc"
        return g()
    return inner


@deco
def named():
    """named doc"""
    return 1


print(named.__name__, named.__doc__, named.__wrapped__() , functools.WRAPPER_ASSIGNMENTS, update_wrapper(lambda: 0, named).__name__)
