"""Debug mode: checks of callbacks, slow callbacks, where things were made."""

import asyncio
import logging
import sys
import time

logging.basicConfig(stream=sys.stdout, format="%(levelname)s %(message)s")


class Cut(logging.Filter):
    def filter(self, record):
        record.args = tuple(0 if isinstance(a, float) else "handle" for a in record.args)
        return True


logging.getLogger("asyncio").addFilter(Cut())


async def coroutine():
    pass


def slow():
    time.sleep(0.02)


async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_debug())
    loop.slow_callback_duration = 0.01
    for call in (loop.call_soon, loop.call_soon_threadsafe, lambda c: loop.call_later(1, c)):
        try:
            call(coroutine)
        except TypeError as error:
            print(error)
    loop.call_soon(slow)
    await asyncio.sleep(0)
    loop.slow_callback_duration = 10
    future = loop.create_future()
    print(future._source_traceback is not None)
    task = asyncio.create_task(coroutine())
    print(bool(task._source_traceback))
    handle = loop.call_soon(print, "x")
    print("created at" in repr(handle))
    handle.cancel()
    print("cancelled" in repr(handle))
    await task


asyncio.run(main(), debug=True)
