"""types.coroutine makes a generator awaitable; coroutine flags and wrappers."""
import types


@types.coroutine
def old_style(n):
    got = yield n
    return got


async def use():
    return await old_style(1), await old_style(2)


c = use()
print(c.send(None), c.send("a"))
try:
    c.send("b")
except StopIteration as stop:
    print(stop.value)


def not_decorated():
    yield 1


async def bad():
    await not_decorated()


try:
    bad().send(None)
except TypeError as error:
    print(error)
print(type(old_style(1)).__name__, use.__code__.co_flags & 0x80 != 0, old_style.__code__.co_flags & 0x100 != 0)


async def agen():
    yield 1


print(agen.__code__.co_flags & 0x200 != 0, isinstance(use, types.FunctionType))
w = use().__await__() if False else None
c = use()
w = c.__await__()
print(type(w).__name__, next(w))
try:
    w.send("x")
    w.send("y")
except StopIteration as stop:
    print(stop.value)


class Awaitable:
    def __await__(self):
        return iter([1, 2])


async def over_iterator():
    return await Awaitable()


c = over_iterator()
print(c.send(None), c.send(None))
try:
    c.send(None)
except StopIteration as stop:
    print(stop.value)
