"""TaskGroup waits for all tasks, those that tasks add included."""

import asyncio


async def job(group, n):
    await asyncio.sleep(0)
    if n:
        group.create_task(job(group, n - 1), name=f"job{n - 1}")
    return n


async def main():
    async with asyncio.TaskGroup() as group:
        first = group.create_task(job(group, 3), name="job3")
        print(group)
    print(first.result(), first.get_name(), group)
    async with asyncio.TaskGroup():
        pass


asyncio.run(main())
