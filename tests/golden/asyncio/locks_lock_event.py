"""Lock and Event."""

import asyncio

log = []


async def user(lock, name):
    async with lock:
        log.append(f"{name} in")
        await asyncio.sleep(0)
        log.append(f"{name} out")


async def main():
    lock = asyncio.Lock()
    print(lock.locked(), await lock.acquire(), lock.locked())
    lock.release()
    await asyncio.gather(*(user(lock, n) for n in "abc"))
    print(log)
    try:
        lock.release()
    except RuntimeError as error:
        print(error)
    event = asyncio.Event()
    order = []

    async def wait(n):
        order.append((n, await event.wait()))

    tasks = [asyncio.create_task(wait(n)) for n in range(3)]
    await asyncio.sleep(0)
    print(event.is_set(), order)
    event.set()
    event.clear()
    await asyncio.gather(*tasks)
    print(order, event.is_set())


asyncio.run(main())
