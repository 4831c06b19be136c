"""A captured variable lives in one cell that all inner functions share."""
import sys

rc = sys.getrefcount


class Thing:
    pass


def make(thing):
    def one():
        return thing

    def two():
        nonlocal thing
        thing = None

    print("inside", rc(thing), rc(one), rc(two))
    return one, two


t = Thing()
one, two = make(t)
print("captured", rc(t), rc(one.__closure__[0]), one.__closure__[0] is two.__closure__[0])
two()
print("cell emptied", rc(t), one())


def loop():
    functions = []
    for item in [Thing(), Thing()]:
        functions.append(lambda: item)
    return functions, rc(item)


functions, count = loop()
print(count, functions[0]() is functions[1]())
functions = [lambda item=item: item for item in [Thing(), Thing()]]
print(rc(functions[0]()), functions[0]() is functions[1]())


def nested(x):
    def middle():
        def innermost():
            return rc(x)

        return innermost

    return middle()


print(nested(t)(), rc(t))


class Body:
    captured = t
    count = rc(captured)


print(Body.count, rc(t))
