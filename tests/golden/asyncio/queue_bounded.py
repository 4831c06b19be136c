"""A bounded queue makes producers wait."""

import asyncio


async def producer(queue):
    for n in range(5):
        print("put", n)
        await queue.put(n)
    await queue.put(None)


async def consumer(queue):
    while (item := await queue.get()) is not None:
        print("got", item)


async def main():
    queue = asyncio.Queue(2)
    await asyncio.gather(producer(queue), consumer(queue))
    print(queue.empty(), queue.full(), queue.qsize(), queue.maxsize)


asyncio.run(main())
