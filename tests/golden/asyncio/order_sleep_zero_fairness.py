"""sleep(0) gives every other task one step."""

import asyncio


async def count(name, n):
    for i in range(n):
        print(name, i)
        await asyncio.sleep(0)


async def main():
    async with asyncio.TaskGroup() as group:
        for name in "xyz":
            group.create_task(count(name, 3))


asyncio.run(main())
