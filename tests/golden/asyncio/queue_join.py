"""join waits until task_done was called for every item."""

import asyncio


async def main():
    queue = asyncio.Queue()
    done = []

    async def worker(name):
        while True:
            item = await queue.get()
            await asyncio.sleep(0)
            done.append((name, item))
            queue.task_done()

    workers = [asyncio.create_task(worker(n)) for n in "ab"]
    for n in range(5):
        queue.put_nowait(n)
    await queue.join()
    print(done)
    for w in workers:
        w.cancel()
    try:
        queue.task_done()
    except ValueError as error:
        print(error)


asyncio.run(main())
