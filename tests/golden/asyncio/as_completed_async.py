"""as_completed in `async for`: the tasks themselves."""

import asyncio


async def job(n):
    for _ in range(n):
        await asyncio.sleep(0)
    return n


async def main():
    tasks = {asyncio.create_task(job(n)): n for n in (4, 0, 2)}
    async for task in asyncio.as_completed(tasks):
        print(tasks[task], await task, task.done())
    try:
        async for task in asyncio.as_completed([asyncio.sleep(9)], timeout=0.01):
            print("never")
    except TimeoutError:
        print("TimeoutError")


asyncio.run(main())
