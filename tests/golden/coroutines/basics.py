"""async def makes coroutines; await drives them; the result travels in StopIteration."""


class Pause:
    def __init__(self, name):
        self.name = name

    def __await__(self):
        answer = yield self.name
        return f"{self.name} got {answer}"


async def inner(n):
    first = await Pause(f"first{n}")
    second = await Pause(f"second{n}")
    return [first, second]


async def outer():
    a = await inner(1)
    b = await inner(2)
    return a + b


def run(coroutine):
    answer = None
    while True:
        try:
            request = coroutine.send(answer)
        except StopIteration as stop:
            return stop.value
        print("request", request)
        answer = request.upper()


print(run(outer()))


async def plain():
    return 5


c = plain()
print(type(c).__name__, c.__name__, c.cr_running, c.cr_frame is not None, c.cr_await)
try:
    c.send(None)
except StopIteration as stop:
    print(stop.value)
try:
    c.send(None)
except RuntimeError as error:
    print(error)
d = plain()
try:
    d.send(1)
except TypeError as error:
    print(error)
d.close()
for bad in (lambda: iter(d), lambda: next(d), lambda: list(d), lambda: [x for x in d]):
    try:
        bad()
    except TypeError as error:
        print(error)


async def awaits(value):
    return await value


for value in (5, None, "x", [], plain):
    try:
        run(awaits(value))
    except TypeError as error:
        print(error)


class BadAwait:
    def __await__(self):
        return 5


class AwaitCoroutine:
    def __await__(self):
        return plain_kept


plain_kept = plain()
for value in (BadAwait(), AwaitCoroutine()):
    try:
        run(awaits(value))
    except TypeError as error:
        print(error)
plain_kept.close()
shared = inner(1)
shared.send(None)
try:
    run(awaits(shared))
except RuntimeError as error:
    print(error)
shared.close()
