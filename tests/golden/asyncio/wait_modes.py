"""wait with each return_when and with a timeout."""

import asyncio


async def job(n, fail=False):
    for _ in range(n):
        await asyncio.sleep(0)
    if fail:
        raise ValueError(n)
    return n


def names(tasks):
    return sorted(t.get_name() for t in tasks)


async def main():
    for mode in (asyncio.FIRST_COMPLETED, asyncio.FIRST_EXCEPTION, asyncio.ALL_COMPLETED):
        tasks = [asyncio.create_task(job(n, n == 3), name=f"job{n}") for n in (1, 3, 5)]
        done, pending = await asyncio.wait(tasks, return_when=mode)
        print(mode, names(done), names(pending))
        for task in pending:
            task.cancel()
        print([type(r).__name__ for r in await asyncio.gather(*tasks, return_exceptions=True)])
    slow = asyncio.create_task(asyncio.sleep(10), name="slow")
    done, pending = await asyncio.wait({slow}, timeout=0.01)
    print(names(done), names(pending), slow.cancelled())
    slow.cancel()
    done, pending = await asyncio.wait([slow])
    print(names(done), slow.cancelled())


asyncio.run(main())
