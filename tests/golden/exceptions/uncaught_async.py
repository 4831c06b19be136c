"""An uncaught exception that travels through await, async with, async for and async comprehensions."""


class Manager:
    async def __aenter__(self):
        return self

    async def __aexit__(self, *details):
        return False


async def numbers():
    yield 1
    raise ValueError("from the async generator")


async def consume():
    async with Manager():
        return [n async for n in numbers()]


async def main():
    await consume()


def run(coroutine):
    coroutine.send(None)


run(main())
