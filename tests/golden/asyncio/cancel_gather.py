"""Cancelling gather cancels all children; a cancelled child ends gather."""

import asyncio


async def child(n):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("child", n, "cancelled")
        raise


async def main():
    g = asyncio.gather(child(1), child(2))
    await asyncio.sleep(0)
    print(g.cancel())
    try:
        await g
    except asyncio.CancelledError as error:
        print("gather", error.args, g.cancelled(), g.done())
    kids = [asyncio.create_task(child(n)) for n in (3, 4)]
    g = asyncio.gather(*kids)
    await asyncio.sleep(0)
    kids[0].cancel("one")
    try:
        await g
    except asyncio.CancelledError as error:
        print("child's", error.args, kids[1].done())
    kids[1].cancel()
    print(await asyncio.gather(*kids, return_exceptions=True))


asyncio.run(main())
