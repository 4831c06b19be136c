"""Callbacks run in the order of call_soon; those made meanwhile wait for the next turn."""

import asyncio

log = []


async def main():
    loop = asyncio.get_running_loop()

    def first():
        log.append("first")
        loop.call_soon(log.append, "made by first")

    loop.call_soon(first)
    loop.call_soon(log.append, "second")
    await asyncio.sleep(0)
    log.append("main 1")
    await asyncio.sleep(0)
    log.append("main 2")


asyncio.run(main())
print(log)
