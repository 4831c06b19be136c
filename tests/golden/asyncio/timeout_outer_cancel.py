"""A cancellation from outside wins over a timeout that has not expired."""

import asyncio


async def work():
    try:
        async with asyncio.timeout(10):
            await asyncio.sleep(5)
    except TimeoutError:
        print("timeout?")
    except asyncio.CancelledError:
        print("cancelled", asyncio.current_task().cancelling())
        raise


async def main():
    task = asyncio.create_task(work())
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    print(task.cancelled())


asyncio.run(main())
