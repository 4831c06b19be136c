"""A cancelled getter does not lose the item that was meant for it."""

import asyncio


async def main():
    queue = asyncio.Queue()
    first = asyncio.create_task(queue.get())
    second = asyncio.create_task(queue.get())
    await asyncio.sleep(0)
    queue.put_nowait("item")
    first.cancel()
    print(await second, first.cancelled())
    full = asyncio.Queue(1)
    full.put_nowait(0)
    a, b = asyncio.create_task(full.put(1)), asyncio.create_task(full.put(2))
    await asyncio.sleep(0)
    print(full.get_nowait())
    a.cancel()
    await b
    print(full.get_nowait(), a.cancelled(), full.empty())


asyncio.run(main())
