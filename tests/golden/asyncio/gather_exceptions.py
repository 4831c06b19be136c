"""gather raises the first exception and lets the other children run."""

import asyncio

log = []


async def job(n, fail=False):
    for _ in range(n):
        await asyncio.sleep(0)
    log.append(n)
    if fail:
        raise ValueError(n)
    return n


async def main():
    try:
        await asyncio.gather(job(1), job(2, True), job(4), job(3, True))
    except ValueError as error:
        print("raised", error, log)
    for _ in range(5):
        await asyncio.sleep(0)
    print(log)
    print(await asyncio.gather(job(1, True), job(0), return_exceptions=True))
    print(await asyncio.gather(), asyncio.gather().__class__.__name__)
    task = asyncio.create_task(job(1))
    print(await asyncio.gather(task, job(2), task))


asyncio.run(main())
