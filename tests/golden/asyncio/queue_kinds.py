"""PriorityQueue and LifoQueue, and the errors of the nowait methods."""

import asyncio


async def main():
    for kind in (asyncio.Queue, asyncio.PriorityQueue, asyncio.LifoQueue):
        queue = kind(3)
        for item in (2, 3, 1):
            await queue.put(item)
        try:
            queue.put_nowait(0)
        except asyncio.QueueFull as error:
            print(repr(error))
        print(kind.__name__, [await queue.get() for _ in range(3)])
        try:
            queue.get_nowait()
        except asyncio.QueueEmpty as error:
            print(repr(error))
    print(asyncio.Queue[int])


asyncio.run(main())
