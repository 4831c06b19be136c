"""A task that cancels itself is cancelled at its next await, or at its end."""

import asyncio


async def at_await():
    asyncio.current_task().cancel("me")
    print("still running")
    await asyncio.sleep(0)
    print("never")


async def at_end():
    asyncio.current_task().cancel()
    return "lost"


async def main():
    for work in (at_await, at_end):
        task = asyncio.create_task(work())
        try:
            print(await task)
        except asyncio.CancelledError as error:
            print(work.__name__, error.args, task.cancelled())


asyncio.run(main())
