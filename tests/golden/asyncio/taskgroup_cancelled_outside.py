"""Cancelling the parent cancels the group's tasks."""

import asyncio

ended = []


async def child(n):
    try:
        await asyncio.sleep(10)
    finally:
        ended.append(n)


async def parent():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(child(1))
            group.create_task(child(2))
            await asyncio.sleep(5)
    except asyncio.CancelledError as error:
        print("parent", error.args, sorted(ended))
        raise


async def main():
    task = asyncio.create_task(parent())
    await asyncio.sleep(0.01)
    task.cancel("outside")
    try:
        await task
    except asyncio.CancelledError as error:
        print("main", error.args, task.cancelled())


asyncio.run(main())
