"""A task cancelled while it waits for a lock lets the next one have it."""

import asyncio


async def user(name, lock):
    try:
        async with lock:
            print(name, "has the lock")
            await asyncio.sleep(0)
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def main():
    lock = asyncio.Lock()
    await lock.acquire()
    a, b, c = (asyncio.create_task(user(n, lock)) for n in "abc")
    await asyncio.sleep(0)
    a.cancel()
    await asyncio.sleep(0)
    lock.release()
    b.cancel()
    print(await asyncio.gather(a, b, c, return_exceptions=True))
    print(lock.locked())


asyncio.run(main())
