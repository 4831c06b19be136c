"""yield from delegates next, send, throw and close, and gives the return value."""


def inner():
    try:
        x = yield 1
        print("inner got", x)
        y = yield 2
        print("inner got", y)
    except ValueError as error:
        print("inner caught", error)
        yield "after error"
    finally:
        print("inner finally")
    return "inner result"


def outer():
    result = yield from inner()
    print("outer got", result)
    yield from [10, 20]
    yield from (c for c in "ab")
    return "outer result"


g = outer()
print(next(g), g.send("A"), g.send("B"), list(g))
g = outer()
next(g)
print(g.throw(ValueError("E")), list(g))
g = outer()
next(g)
g.close()


def drain(generator):
    result = yield from generator
    return [result]


def run(generator):
    try:
        while True:
            print("->", next(generator))
    except StopIteration as stop:
        return stop.value


print(run(drain(drain(outer()))))


def bad():
    yield from 5


try:
    next(bad())
except TypeError as error:
    print(error)


def tree(n):
    if n:
        yield from tree(n - 1)
        yield n
        yield from tree(n - 1)


print(list(tree(4)))
