"""shutdown: getters finish what is there, or nothing when immediate."""

import asyncio


async def outcome(awaitable):
    try:
        return await awaitable
    except asyncio.QueueShutDown:
        return "QueueShutDown"


async def main():
    queue = asyncio.Queue()
    queue.put_nowait(1)
    queue.shutdown()
    print(await outcome(queue.put(2)), await outcome(queue.get()), await outcome(queue.get()))
    queue = asyncio.Queue(1)
    queue.put_nowait(1)
    putter = asyncio.create_task(outcome(queue.put(2)))
    await asyncio.sleep(0)
    queue.shutdown(immediate=True)
    print(await putter, await outcome(queue.get()), queue)
    await queue.join()
    queue = asyncio.Queue()
    getters = [asyncio.create_task(outcome(queue.get())) for _ in range(2)]
    await asyncio.sleep(0)
    queue.shutdown()
    print(await asyncio.gather(*getters))


asyncio.run(main())
