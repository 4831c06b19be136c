"""Groups in groups: errors nest as the groups do."""

import asyncio


async def fails(error):
    raise error


async def inner(n):
    async with asyncio.TaskGroup() as group:
        group.create_task(fails(ValueError(n)))
        group.create_task(fails(KeyError(n)))


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(inner(1))
            group.create_task(fails(OSError("outer")))
    except* OSError as group:
        print("OSError", group)
    except* ValueError as group:
        print("ValueError", repr(group))
    except* KeyError as group:
        print("KeyError", repr(group))


try:
    asyncio.run(main())
except ExceptionGroup as group:
    print("left", repr(group))
