"""shield keeps the inner task running when the waiter is cancelled."""

import asyncio


async def inner():
    await asyncio.sleep(0.01)
    print("inner finished")
    return 5


async def main():
    task = asyncio.create_task(inner())

    async def waiter():
        try:
            await asyncio.shield(task)
        except asyncio.CancelledError:
            print("waiter cancelled")
            raise

    w = asyncio.create_task(waiter())
    await asyncio.sleep(0)
    w.cancel()
    await asyncio.gather(w, return_exceptions=True)
    print(task.done())
    print(await task)
    failed = asyncio.get_running_loop().create_future()
    failed.set_exception(ValueError("inside"))
    try:
        await asyncio.shield(failed)
    except ValueError as error:
        print(repr(error))
    task = asyncio.create_task(asyncio.sleep(5))
    outer = asyncio.shield(task)
    task.cancel()
    try:
        await outer
    except asyncio.CancelledError:
        print(outer.cancelled(), task.cancelled())


asyncio.run(main())
