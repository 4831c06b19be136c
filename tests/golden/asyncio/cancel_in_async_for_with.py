"""Cancelling inside async for and async with runs the clean-up of both."""

import asyncio


class Resource:
    async def __aenter__(self):
        print("enter")
        return self

    async def __aexit__(self, *exc):
        print("exit", exc[0].__name__)
        await asyncio.sleep(0)
        print("exited")


async def numbers():
    try:
        n = 0
        while True:
            yield n
            n += 1
            await asyncio.sleep(0)
    finally:
        print("generator ends")


kept = numbers()


async def work():
    async with Resource():
        async for n in kept:
            print(n)
            if n == 2:
                await asyncio.sleep(10)


async def main():
    task = asyncio.create_task(work())
    for _ in range(8):
        await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled")


asyncio.run(main())
