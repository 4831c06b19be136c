"""What timeout() complains about."""

import asyncio


async def attempt(work):
    try:
        print(await work())
    except Exception as error:
        print(type(error).__name__, error)


async def main():
    limit = asyncio.timeout(1)
    print(limit)

    async def early():
        limit.reschedule(3)

    async def twice():
        async with limit:
            async with limit:
                pass

    async def late():
        limit.reschedule(3)

    for work in (early, twice, late):
        await attempt(work)
    print(limit)


asyncio.run(main())
