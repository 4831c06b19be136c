"""Arguments are references of the frame for as long as the call runs."""
import sys

rc = sys.getrefcount


class Thing:
    pass


def plain(x):
    return rc(x)


def default(x, y=1):
    return rc(x), rc(y) > 3


def keyword_only(*, x):
    return rc(x)


def variadic(*args):
    return rc(args[0]), rc(args)


def keywords(**kwargs):
    return rc(kwargs["x"]), rc(kwargs)


def passes_on(x):
    return plain(x)


def deletes(x):
    del x
    return "deleted"


def rebinds(x):
    before = rc(x)
    x = None
    return before


def twice(x, y):
    return rc(x), x is y


thing = Thing()
print(plain(thing), rc(thing))
print(plain(x=thing), plain(*(thing,)), plain(*[thing]), plain(**{"x": thing}))
print(default(thing), default(thing, y=2), keyword_only(x=thing))
print(variadic(thing), variadic(*[thing, 1]))
print(keywords(x=thing), keywords(**{"x": thing, "y": 2}))
print(passes_on(thing), deletes(thing), rebinds(thing), twice(thing, thing))
print(plain(Thing()), passes_on(Thing()), (lambda x: rc(x))(Thing()))
print(rc(thing))
