"""Tasks that are left when main ends are cancelled and may clean up."""

import asyncio


async def background(n):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("cancelled", n)
        await asyncio.sleep(0)
        print("cleaned", n)
        raise


async def stubborn():
    while True:
        try:
            await asyncio.sleep(0.05)
            return
        except asyncio.CancelledError:
            print("stubborn goes on")


async def main():
    tasks = [asyncio.create_task(background(n)) for n in range(1)]
    await asyncio.sleep(0)
    print("main ends")


asyncio.run(main())
