"""run_in_executor and to_thread."""

import asyncio
import contextvars
import threading
from concurrent.futures import ThreadPoolExecutor

var = contextvars.ContextVar("var", default="unset")


def work(n):
    if n < 0:
        raise ValueError(n)
    return n * n, threading.current_thread() is threading.main_thread()


async def main():
    loop = asyncio.get_running_loop()
    print(await loop.run_in_executor(None, work, 3))
    try:
        await loop.run_in_executor(None, work, -3)
    except ValueError as error:
        print(repr(error))
    with ThreadPoolExecutor(1, thread_name_prefix="mine") as pool:
        print(await loop.run_in_executor(pool, lambda: threading.current_thread().name))
    var.set("set")
    print(await asyncio.to_thread(var.get), await asyncio.to_thread(work, n=4))
    print(sorted(await asyncio.gather(*(asyncio.to_thread(work, n) for n in range(4)))))
    future = loop.run_in_executor(None, work, 5)
    print(asyncio.isfuture(future), await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(asyncio.sleep(0, 1), loop)))
    await future


asyncio.run(main())
