"""A task that is cancelled before its first step never runs its body."""

import asyncio


async def body():
    print("never printed")


async def main():
    task = asyncio.create_task(body())
    print(task.cancel())
    print(task.cancel(), task.cancelling())
    try:
        await task
    except asyncio.CancelledError as error:
        print(repr(error))
    print(task.cancelled(), task.done(), task.cancel())


asyncio.run(main())
