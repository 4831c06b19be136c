"""A permit that was given to a cancelled task goes to the next."""

import asyncio

log = []


async def user(name, semaphore):
    async with semaphore:
        log.append(name)


async def main():
    semaphore = asyncio.Semaphore(1)
    await semaphore.acquire()
    tasks = [asyncio.create_task(user(n, semaphore)) for n in "abc"]
    await asyncio.sleep(0)
    semaphore.release()
    tasks[0].cancel()
    print([type(r).__name__ for r in await asyncio.gather(*tasks, return_exceptions=True)])
    print(log, semaphore.locked())


asyncio.run(main())
