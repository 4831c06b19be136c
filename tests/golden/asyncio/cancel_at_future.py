"""Cancelling a task that waits for a future cancels the future."""

import asyncio


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()

    async def waiter():
        await future

    task = asyncio.create_task(waiter())
    await asyncio.sleep(0)
    task.cancel("why")
    print(future.cancelled(), task.cancelled())
    try:
        await task
    except asyncio.CancelledError as error:
        print(error.args)
    try:
        future.result()
    except asyncio.CancelledError as error:
        print(error.args)


asyncio.run(main())
