"""Waiting for the same task from several places: who is woken when."""

import asyncio

log = []


async def work():
    await asyncio.sleep(0)
    log.append("work")
    return 1


async def waiter(name, task):
    log.append((name, await task))


async def main():
    task = asyncio.create_task(work())
    a = asyncio.create_task(waiter("a", task))
    task.add_done_callback(lambda t: log.append("callback"))
    b = asyncio.create_task(waiter("b", task))
    gathered = asyncio.gather(task, a)
    shielded = asyncio.shield(task)
    done = asyncio.create_task(asyncio.wait([task, a]))
    for turn in range(7):
        await asyncio.sleep(0)
        log.append((turn, a.done(), b.done(), gathered.done(), shielded.done(), done.done()))
    await b


asyncio.run(main())
for line in log:
    print(line)
