"""Eager tasks take their first step at once."""

import asyncio

log = []


async def work(name, turns):
    log.append(f"{name} starts in {asyncio.current_task().get_name()}")
    for _ in range(turns):
        await asyncio.sleep(0)
    log.append(f"{name} ends")
    return name


async def main():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(asyncio.eager_task_factory)
    print(loop.get_task_factory() is asyncio.eager_task_factory)
    quick = asyncio.create_task(work("quick", 0), name="q")
    log.append(f"made quick, done: {quick.done()}")
    slow = asyncio.create_task(work("slow", 1), name="s")
    log.append(f"made slow, done: {slow.done()}")
    print(await asyncio.gather(quick, slow, work("third", 0)))
    print(asyncio.current_task().get_name().startswith("Task-"))

    async def fails():
        raise ValueError("eager")

    task = asyncio.create_task(fails())
    print(task.done(), repr(task.exception()))
    async with asyncio.TaskGroup() as group:
        a = group.create_task(work("in group", 0))
    print(a.result())
    loop.set_task_factory(None)


asyncio.run(main())
for line in log:
    print(line)
