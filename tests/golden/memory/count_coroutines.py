"""Coroutines hold their arguments like generators do."""
import sys

rc = sys.getrefcount


class Thing:
    pass


async def simple(x):
    return rc(x)


async def outer(x):
    inner = simple(x)
    print("inner made", rc(x))
    return await inner


def run(coroutine):
    try:
        coroutine.send(None)
    except StopIteration as stop:
        return stop.value


t = Thing()
c = simple(t)
print(rc(t), rc(c))
print(run(c), rc(t))
print(run(outer(t)), rc(t))
c = simple(t)
c.close()
print(rc(t))


async def items(x):
    yield rc(x)
    yield x


async def consume(x):
    found = []
    async for item in items(x):
        found.append(item)
    return found[0], rc(x)


print(run(consume(t)), rc(t))


class Manager:
    async def __aenter__(self):
        return rc(self)

    async def __aexit__(self, *exc):
        print("aexit", rc(self))


async def manage(m):
    async with m as count:
        return count


m = Manager()
print(run(manage(m)), rc(m))
