"""Tasks, done-callbacks and plain callbacks interleave turn by turn."""

import asyncio

log = []


async def worker(name, turns):
    for turn in range(turns):
        log.append(f"{name}{turn}")
        await asyncio.sleep(0)
    return name


async def main():
    loop = asyncio.get_running_loop()
    tasks = [asyncio.create_task(worker(name, n)) for name, n in (("a", 3), ("b", 1), ("c", 2))]
    for task in tasks:
        task.add_done_callback(lambda t: log.append(f"done {t.result()}"))
    loop.call_soon(log.append, "soon")
    for turn in range(6):
        log.append(f"main{turn}")
        await asyncio.sleep(0)


asyncio.run(main())
print(log)
