"""A callback that ends another future wakes its waiter in a later turn."""

import asyncio

log = []


async def main():
    loop = asyncio.get_running_loop()
    first, second = loop.create_future(), loop.create_future()
    first.add_done_callback(lambda f: (log.append("first done"), second.set_result("chained")))

    async def wait_second():
        log.append(await second)

    task = asyncio.create_task(wait_second())
    await asyncio.sleep(0)
    loop.call_soon(first.set_result, None)
    for turn in range(5):
        log.append(turn)
        await asyncio.sleep(0)
    await task


asyncio.run(main())
print(log)
