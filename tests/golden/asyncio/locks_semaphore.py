"""Semaphore and BoundedSemaphore."""

import asyncio

running = most = 0
order = []


async def limited(semaphore, n):
    global running, most
    async with semaphore:
        running += 1
        most = max(most, running)
        order.append(n)
        await asyncio.sleep(0)
        running -= 1


async def main():
    semaphore = asyncio.Semaphore(3)
    await asyncio.gather(*(limited(semaphore, n) for n in range(8)))
    print(most, order, semaphore.locked())
    bounded = asyncio.BoundedSemaphore(1)
    await bounded.acquire()
    print(bounded.locked())
    bounded.release()
    try:
        bounded.release()
    except ValueError as error:
        print(error)
    try:
        asyncio.Semaphore(-1)
    except ValueError as error:
        print(error)
    zero = asyncio.Semaphore(0)
    task = asyncio.create_task(zero.acquire())
    await asyncio.sleep(0)
    zero.release()
    print(zero.locked(), await task)


asyncio.run(main())
