"""Cancelling a task that awaits another task cancels the inner one first."""

import asyncio


async def inner():
    try:
        await asyncio.sleep(50)
    finally:
        print("inner ends")


async def outer():
    try:
        await asyncio.create_task(inner(), name="inner")
    except asyncio.CancelledError:
        print("outer hears")
        raise


async def main():
    task = asyncio.create_task(outer())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("main hears", task.cancelled())
    print(len(asyncio.all_tasks()))


asyncio.run(main())
