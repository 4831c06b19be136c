"""A generator's return value travels in StopIteration and through yield from."""


def g():
    yield 1
    return "done"


def h():
    value = yield from g()
    print("got", value)
    return value * 2


print(list(h()))
it = g()
next(it)
try:
    next(it)
except StopIteration as stop:
    print(stop.value, stop.args)


def returns_none():
    yield
    return


def returns_tuple():
    return (1, 2)
    yield


def returns_exception():
    return ValueError("a value, not raised")
    yield


def returns_stop():
    return StopIteration(5)
    yield


for make in (returns_none, returns_tuple, returns_exception, returns_stop):
    it = make()
    try:
        while True:
            next(it)
    except StopIteration as stop:
        print(make.__name__, repr(stop.value))


def average():
    total = count = 0
    while True:
        value = yield
        if value is None:
            break
        total += value
        count += 1
    return total / count


def collect(results):
    while True:
        result = yield from average()
        results.append(result)


results = []
c = collect(results)
next(c)
for value in (1, 2, 3, None, 10, 20, None):
    c.send(value)
print(results)
