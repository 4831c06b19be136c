"""Asynchronous generators: asend, athrow, aclose and comprehensions in tasks."""

import asyncio


async def counter():
    value = 0
    while True:
        try:
            sent = yield value
            await asyncio.sleep(0)
            value = value + 1 if sent is None else sent
        except ValueError as error:
            print("caught", error)
            value = -1


async def main():
    gen = counter()
    print(await anext(gen), await gen.asend(None), await gen.asend(10), await gen.athrow(ValueError("in")))
    await gen.aclose()
    try:
        await anext(gen)
    except StopAsyncIteration:
        print("stopped", await anext(gen, "default"))

    async def few():
        for n in range(4):
            await asyncio.sleep(0)
            yield n

    print([n async for n in few() if n % 2], {n: n async for n in few()})
    print(await asyncio.gather(*[anext(few()) for _ in range(3)]))
    running = few()
    task = asyncio.create_task(wrap(running))
    await asyncio.sleep(0)
    try:
        await anext(running)
    except RuntimeError as error:
        print(error)
    print(await task)


async def wrap(gen):
    return await anext(gen)


asyncio.run(main())
