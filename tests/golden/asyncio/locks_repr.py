"""The text of locks and queues."""

import asyncio


def state(value):
    return repr(value).split("[", 1)[-1].rstrip(">")


async def main():
    lock = asyncio.Lock()
    print(state(lock))
    await lock.acquire()
    task = asyncio.create_task(lock.acquire())
    await asyncio.sleep(0)
    print(state(lock))
    event = asyncio.Event()
    print(state(event))
    event.set()
    print(state(event))
    semaphore = asyncio.Semaphore(2)
    print(state(semaphore))
    await semaphore.acquire()
    await semaphore.acquire()
    print(state(semaphore))
    print(state(asyncio.Condition()))
    barrier = asyncio.Barrier(2)
    print(state(barrier))
    queue = asyncio.Queue(2)
    print(queue)
    queue.put_nowait("x")
    print(queue)
    empty = asyncio.Queue()
    getter = asyncio.create_task(empty.get())
    await asyncio.sleep(0)
    print(empty)
    getter.cancel()
    task.cancel()


asyncio.run(main())
