"""Asynchronous generators that are left open are closed by the loop."""

import asyncio


async def numbers(name):
    try:
        for n in range(10):
            yield n
            await asyncio.sleep(0)
    finally:
        await asyncio.sleep(0)
        print(name, "closed")


async def main():
    async for n in numbers("dropped"):
        if n == 2:
            break
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print("after break")
    kept = numbers("kept")
    print(await anext(kept), await anext(kept))
    main.kept = kept
    closed = numbers("aclose")
    await anext(closed)
    await closed.aclose()
    print("main ends")


asyncio.run(main())
