"""Objects with __await__, generators as coroutines, and coroutine subclasses in tasks."""

import asyncio
import collections.abc
import types


class Awaitable:
    def __await__(self):
        yield from asyncio.sleep(0).__await__()
        return "awaited"


@types.coroutine
def old_style():
    yield
    return "generator"


class Hand(collections.abc.Coroutine):
    def __init__(self):
        self.steps = 0

    def send(self, value):
        self.steps += 1
        if self.steps == 3:
            raise StopIteration("by hand")
        return None

    def throw(self, *args):
        raise args[0]

    def close(self):
        pass

    def __await__(self):
        return self


async def main():
    print(await Awaitable(), await old_style())
    print(await asyncio.gather(Awaitable(), asyncio.ensure_future(Awaitable())))
    print(asyncio.iscoroutine(Hand()), asyncio.iscoroutine(old_style()), asyncio.iscoroutinefunction(main))
    print(await asyncio.create_task(Hand()))
    task = asyncio.create_task(Hand())
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled")
    try:
        await asyncio.create_task(old_style())
    except TypeError as error:
        print(str(error).split("<")[0])


asyncio.run(main())
