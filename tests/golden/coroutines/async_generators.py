"""Async generators: asend, athrow, aclose, async for over them."""


class Step:
    def __init__(self, name):
        self.name = name

    def __await__(self):
        yield self.name
        return self.name + "!"


async def ag(n):
    try:
        for i in range(n):
            got = yield i
            print("got", got)
            await Step(f"inside {i}")
    except ValueError as e:
        print("caught", e)
        yield "after error"
    finally:
        await Step("finally")
        print("closed")


async def simple():
    for i in range(3):
        yield i


def run(coroutine):
    try:
        while True:
            print("  step:", coroutine.send(None))
    except StopIteration as stop:
        return stop.value


async def main():
    async for x in ag(2):
        print("item", x)
    g = ag(5)
    print(await g.__anext__(), await g.asend("hello"), await g.athrow(ValueError("oops")))
    try:
        await g.__anext__()
    except StopAsyncIteration as e:
        print("stopped", e.args)
    g = ag(5)
    await anext(g)
    await g.aclose()
    await g.aclose()
    g = ag(1)
    try:
        await g.asend("too early")
    except TypeError as e:
        print(e)
    await g.aclose()
    print([x async for x in ag(0)])


run(main())
g = simple()
print(type(g).__name__, g.__name__, g.ag_running, g.ag_await, g.ag_frame is not None)


async def reads_after_break():
    async for x in simple():
        break
    print("after break", x)


run(reads_after_break())


async def stop_inside():
    yield 1
    raise StopAsyncIteration


async def main2():
    try:
        async for x in stop_inside():
            pass
    except RuntimeError as e:
        print(e)


run(main2())
a = simple()
step = a.asend(None)
try:
    step.send(None)
except StopIteration as stop:
    print(stop.value)
try:
    step.send(None)
except RuntimeError as e:
    print(e)
