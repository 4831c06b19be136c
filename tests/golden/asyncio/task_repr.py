"""The text of futures, tasks and handles."""

import asyncio
import os

HERE = os.path.dirname(os.path.abspath(__file__)) + os.sep


def shown(value):
    return repr(value).replace(HERE, "")


async def waits(future):
    return await future


def callback(future):
    pass


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    print(future)
    task = asyncio.create_task(waits(future), name="w")
    print(shown(task))
    await asyncio.sleep(0)
    print(shown(task))
    future.add_done_callback(callback)
    print(shown(future))
    future.add_done_callback(print)
    print(shown(future))
    future.set_result("x" * 50)
    print(shown(future))
    await task
    print(shown(task))
    bad = loop.create_future()
    bad.set_exception(ValueError("v"))
    print(bad, repr(bad.exception()))
    gone = loop.create_future()
    gone.cancel()
    print(gone)
    task = asyncio.create_task(waits(loop.create_future()), name="c")
    await asyncio.sleep(0)
    task.cancel()
    print(shown(task))
    await asyncio.wait([task])
    print(shown(task))
    handle = loop.call_soon(callback, 1)
    print(shown(handle))
    handle.cancel()
    print(handle, handle.cancelled())
    timer = loop.call_at(5, callback)
    print(shown(timer), timer.when())
    timer.cancel()
    print(timer)


asyncio.run(main())
