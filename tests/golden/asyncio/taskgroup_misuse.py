"""What TaskGroup refuses."""

import asyncio


async def nothing():
    pass


async def main():
    group = asyncio.TaskGroup()
    for when in ("before", "after"):
        try:
            group.create_task(nothing())
        except RuntimeError as error:
            print(when, error)
        if when == "before":
            async with group:
                pass
    try:
        async with group:
            pass
    except RuntimeError as error:
        print(error)

    async def late(group):
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            try:
                group.create_task(nothing())
            except RuntimeError as error:
                print(str(error).replace("cancelling", "c"))
            raise

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(late(group))
            await asyncio.sleep(0)
            raise ValueError
    except ExceptionGroup as group:
        print(repr(group))


asyncio.run(main())
