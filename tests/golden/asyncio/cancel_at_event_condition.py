"""Cancelling at Event.wait and Condition.wait leaves both usable."""

import asyncio


async def main():
    event = asyncio.Event()
    waiting = asyncio.create_task(event.wait())
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    event.set()
    print(waiting.cancelled(), await event.wait())

    condition = asyncio.Condition()

    async def wait():
        async with condition:
            try:
                await condition.wait()
            finally:
                print("locked again:", condition.locked())

    task = asyncio.create_task(wait())
    await asyncio.sleep(0)
    task.cancel()
    print(await asyncio.gather(task, return_exceptions=True), condition.locked())
    async with condition:
        condition.notify_all()


asyncio.run(main())
