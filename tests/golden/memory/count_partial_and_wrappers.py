"""functools objects hold what they wrap."""
import functools
import sys

rc = sys.getrefcount


class Thing:
    pass


t = Thing()


def function(x, y=None):
    return rc(x)


p = functools.partial(function, t)
print(rc(t), p(), rc(p.args), rc(function))
q = functools.partial(p, y=t)
print(rc(t), q.func is function)
del p, q
print(rc(t), rc(function))


@functools.lru_cache
def cached(x):
    return 1


cached(t)
cached(t)
print(rc(t), cached.cache_info().hits)
cached.cache_clear()
print(rc(t))


@functools.wraps(function)
def wrapper():
    pass


print(rc(function), wrapper.__wrapped__ is function)
del wrapper
print(rc(function))


class Once:
    @functools.cached_property
    def value(self):
        return t


o = Once()
print(rc(t), o.value is t, rc(t), o.value is t, rc(t))
del o
print(rc(t))
print(functools.reduce(lambda a, b: a + [rc(b)], [t, t], []), rc(t))
