"""timeout(): expired or not, nested, rescheduled."""

import asyncio


async def main():
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(0.01) as limit:
            await asyncio.sleep(10)
    except TimeoutError as error:
        print("expired", limit.expired(), type(error.__cause__).__name__, asyncio.current_task().cancelling())
    async with asyncio.timeout(10) as limit:
        await asyncio.sleep(0)
    print(limit.expired(), limit)
    async with asyncio.timeout(None) as limit:
        print(limit.when())
        limit.reschedule(loop.time() + 10)
        print(limit.when() > loop.time())
    try:
        async with asyncio.timeout(10):
            try:
                async with asyncio.timeout(0.01):
                    await asyncio.sleep(5)
            except TimeoutError:
                print("inner")
                raise ValueError("from inner") from None
    except ValueError as error:
        print(error)
    try:
        async with asyncio.timeout_at(loop.time() - 1):
            print("runs until the first await")
            await asyncio.sleep(0)
            await asyncio.sleep(0)
    except TimeoutError:
        print("at once")
    try:
        async with asyncio.timeout(0.01):
            try:
                await asyncio.sleep(5)
            except asyncio.CancelledError:
                raise OSError("instead")
    except OSError as error:
        print(repr(error), type(error.__context__).__name__)


asyncio.run(main())
