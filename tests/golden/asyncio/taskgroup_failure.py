"""The failure of one task cancels the others and raises a group."""

import asyncio


async def fails(n):
    await asyncio.sleep(0)
    raise ValueError(n)


async def waits(name):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(waits("a"))
            group.create_task(fails(1))
            group.create_task(fails(2))
            await waits("body")
    except* ValueError as group:
        print(group.message, group.exceptions)
    print(asyncio.current_task().cancelling())
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(waits("b"))
            await asyncio.sleep(0)
            raise KeyError("body")
    except BaseExceptionGroup as group:
        print(repr(group))
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails(3))
            raise TypeError("body first")
    except ExceptionGroup as group:
        print(repr(group))


asyncio.run(main())
