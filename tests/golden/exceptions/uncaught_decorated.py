"""An uncaught exception through decorators, contextmanager, partial, map and sorted keys."""
import functools
from contextlib import contextmanager


def logged(f):
    @functools.wraps(f)
    def wrapper(*args):
        return f(*args)
    return wrapper


@contextmanager
def managed():
    try:
        yield
    finally:
        print("cleanup")


@logged
@logged
def fails(x):
    with managed():
        return sorted([3, 1], key=lambda n: n / x)


print(list(map(functools.partial(fails), [1, 0])))
