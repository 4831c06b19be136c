"""A coroutine that nobody awaits is reported."""

import asyncio
import gc


async def forgotten():
    pass


async def main():
    forgotten()
    gc.collect()
    print("main ends")


asyncio.run(main())
