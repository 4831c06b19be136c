"""wait_for: in time, too late, with zero and without a limit."""

import asyncio


async def slow():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("slow cancelled")
        raise


async def main():
    print(await asyncio.wait_for(asyncio.sleep(0, "quick"), 1))
    print(await asyncio.wait_for(asyncio.sleep(0, "no limit"), None))
    for limit in (0.01, 0, -1):
        try:
            await asyncio.wait_for(slow(), limit)
        except TimeoutError as error:
            print("TimeoutError", error.args, type(error.__cause__).__name__)
    future = asyncio.get_running_loop().create_future()
    future.set_result("ready")
    print(await asyncio.wait_for(future, 0))

    async def fails():
        raise KeyError("x")

    try:
        await asyncio.wait_for(fails(), 1)
    except KeyError as error:
        print(repr(error))


asyncio.run(main())
