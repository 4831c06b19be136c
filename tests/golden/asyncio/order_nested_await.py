"""Awaiting coroutines directly takes no turn; awaiting tasks does."""

import asyncio

log = []


async def leaf(n):
    log.append(n)
    return n


async def deep(n):
    return await leaf(n) if n == 0 else 1 + await deep(n - 1)


async def main():
    asyncio.get_running_loop().call_soon(log.append, "soon")
    log.append(await deep(5))
    log.append("before task")
    log.append(await asyncio.create_task(deep(2)))
    log.append("end")


asyncio.run(main())
print(log)
