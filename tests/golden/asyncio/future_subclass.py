"""Subclasses of Future and objects that behave like one."""

import asyncio


class Mine(asyncio.Future):
    def set_result(self, result):
        super().set_result(result * 2)


class Alike:
    _asyncio_future_blocking = False

    def __init__(self, loop):
        self._loop = loop
        self.callbacks = []

    def get_loop(self):
        return self._loop

    def add_done_callback(self, callback, *, context=None):
        self.callbacks.append((callback, context))

    def result(self):
        return "alike"

    def __await__(self):
        self._asyncio_future_blocking = True
        yield self
        return self.result()


async def main():
    loop = asyncio.get_running_loop()
    mine = Mine(loop=loop)
    mine.extra = 1
    loop.call_soon(mine.set_result, 21)
    print(await mine, mine.extra, asyncio.isfuture(mine))
    alike = Alike(loop)
    print(asyncio.isfuture(alike))

    def finish():
        for callback, context in alike.callbacks:
            loop.call_soon(callback, alike, context=context)

    loop.call_later(0.01, finish)
    print(await alike)


asyncio.run(main())
