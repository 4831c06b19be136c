"""as_completed in `for`: awaitables in the order of completion."""

import asyncio


async def job(n):
    for _ in range(n):
        await asyncio.sleep(0)
    if n == 3:
        raise ValueError(n)
    return n


async def main():
    for next_one in asyncio.as_completed([job(5), job(1), job(3)]):
        try:
            print(await next_one)
        except ValueError as error:
            print(repr(error))
    try:
        for next_one in asyncio.as_completed([asyncio.sleep(5), asyncio.sleep(0, "quick")], timeout=0.02):
            print(await next_one)
    except TimeoutError as error:
        print("TimeoutError", error.args)
    print(list(asyncio.as_completed([])))


asyncio.run(main())
