"""Condition: notify wakes some, notify_all wakes all, wait_for waits for a predicate."""

import asyncio

log = []


async def waiter(condition, name):
    async with condition:
        log.append(f"{name} waits")
        log.append((name, await condition.wait()))


async def main():
    condition = asyncio.Condition()
    tasks = [asyncio.create_task(waiter(condition, n)) for n in "abcd"]
    await asyncio.sleep(0.01)
    async with condition:
        condition.notify(2)
    await asyncio.sleep(0.01)
    print(log)
    async with condition:
        condition.notify_all()
    await asyncio.gather(*tasks)
    print(log[6:])
    items = []

    async def consumer():
        async with condition:
            print(await condition.wait_for(lambda: len(items) >= 2 and items))

    task = asyncio.create_task(consumer())
    for n in range(3):
        await asyncio.sleep(0)
        async with condition:
            items.append(n)
            condition.notify()
    await task
    for misuse in (condition.notify, condition.notify_all):
        try:
            misuse()
        except RuntimeError as error:
            print(error)
    try:
        await condition.wait()
    except RuntimeError as error:
        print(error)


asyncio.run(main())
