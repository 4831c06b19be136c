"""Cancelling a task that sleeps raises CancelledError there."""

import asyncio


async def sleeper():
    try:
        await asyncio.sleep(100)
    except asyncio.CancelledError as error:
        print("cancelled with", error.args)
        raise
    finally:
        print("finally")


async def main():
    for message in (None, "stop", 3):
        task = asyncio.create_task(sleeper())
        await asyncio.sleep(0)
        print(task.cancel(message), task.cancelling(), task.cancelled())
        try:
            await task
        except asyncio.CancelledError as error:
            print("caught", error.args, task.cancelled(), task.cancelling())


asyncio.run(main())
