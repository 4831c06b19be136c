"""A task may refuse cancellation; cancelling() and uncancel() count requests."""

import asyncio


async def stubborn():
    task = asyncio.current_task()
    for _ in range(2):
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            print("refused", task.cancelling(), task.uncancel())
    return "finished"


async def main():
    task = asyncio.create_task(stubborn())
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.sleep(0)
    task.cancel()
    print(await task, task.cancelled(), task.cancelling())

    async def twice():
        me = asyncio.current_task()
        me.cancel()
        me.cancel()
        print(me.cancelling(), me.uncancel(), me.uncancel(), me.uncancel())
        await asyncio.sleep(0)
        return "not cancelled"

    print(await asyncio.create_task(twice()))


asyncio.run(main())
