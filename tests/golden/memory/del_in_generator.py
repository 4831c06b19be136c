"""A generator that is let go of runs its finally blocks."""
def gen(name):
    try:
        yield 1
        yield 2
    finally:
        print("closed", name)


g = gen("a")
next(g)
del g
print("after a")
g = gen("never started")
del g
for x in gen("broken out of"):
    break
print("after the loop")
g = gen("exhausted")
print(list(g))


def caught():
    try:
        yield
    except GeneratorExit:
        print("GeneratorExit seen")
        raise


g = caught()
next(g)
g = None


def stubborn():
    try:
        yield
    except GeneratorExit:
        yield "again"


import sys

sys.unraisablehook = lambda info: print("reported", info.exc_type.__name__, info.exc_value)
g = stubborn()
next(g)
del g


def outer():
    yield from gen("inner")


g = outer()
next(g)
del g
print("end")
