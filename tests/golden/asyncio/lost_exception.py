"""An exception that nobody asks for is reported to the exception handler."""

import asyncio
import gc


def handler(loop, context):
    print(context["message"], repr(context.get("exception")), sorted(context))


async def fails():
    raise ValueError("lost")


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(handler)
    task = asyncio.create_task(fails())
    await asyncio.sleep(0)
    del task
    gc.collect()
    future = loop.create_future()
    future.set_exception(KeyError("future"))
    del future
    gc.collect()
    seen = asyncio.create_task(fails())
    await asyncio.sleep(0)
    print(repr(seen.exception()))
    del seen
    gc.collect()
    print(loop.get_exception_handler() is handler)


asyncio.run(main())
