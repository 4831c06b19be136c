"""Futures, tasks and loops that are used against their purpose."""

import _asyncio
import asyncio
import socket


def attempt(work):
    try:
        work()
    except (Exception, asyncio.CancelledError):
        pass


async def nothing():
    await asyncio.sleep(0)


class Evil:
    def __init__(self, future):
        self.future = future

    def __eq__(self, other):
        self.future.add_done_callback(print)
        self.future.remove_done_callback(len)
        self.future.cancel()
        return False

    __hash__ = None

    def __call__(self, *args):
        raise BaseException("evil")


async def main():
    loop = asyncio.get_running_loop()
    for kind in (asyncio.Future, asyncio.Task):
        raw = kind.__new__(kind)
        for name in dir(raw):
            if name not in ("__class__", "__init_subclass__", "__subclasshook__"):
                value = getattr(raw, name, None)
                if callable(value):
                    for args in ((), (raw,), (None, raw), (5,)):
                        attempt(lambda: value(*args))
    future = loop.create_future()
    evil = Evil(future)
    future.add_done_callback(evil)
    future.add_done_callback(Evil(future))
    attempt(lambda: future.remove_done_callback(Evil(future)))
    iterator = iter(loop.create_future())
    for method in (iterator.send, iterator.throw, iterator.close):
        for args in ((), (None,), (5,), (ValueError,), (ValueError, 1, 2)):
            attempt(lambda: method(*args))
    core = _asyncio.LoopCore()
    for name in dir(core):
        value = getattr(core, name, None)
        if callable(value) and not name.startswith("__") and name not in ("_run_until_stopped",):
            for args in ((), (None,), (core,), (print, 1), (1, 2, 3)):
                attempt(lambda: value(*args))
    gathering = _asyncio.Gathering([], False)
    attempt(lambda: gathering(None))
    attempt(lambda: gathering.start(None, -5))
    attempt(lambda: gathering(future))
    task = loop.create_task(nothing())
    attempt(lambda: task.__init__(nothing(), loop=loop))
    attempt(lambda: task.__init__(task))
    attempt(lambda: future.__init__(loop=5))
    _asyncio._unregister_task(task)
    _asyncio._register_task(task)
    _asyncio._unregister_task(5)
    attempt(lambda: _asyncio._leave_task(loop, task))
    attempt(lambda: _asyncio._enter_task(loop, task))
    handle = loop.call_soon(print)
    handle.cancel()
    attempt(handle._run)
    timer = asyncio.TimerHandle(1, print, (), loop)
    attempt(timer.cancel)
    attempt(lambda: loop._timer_handle_cancelled(timer))
    sock = socket.socket.__new__(socket.socket)
    for name in ("recv", "send", "accept", "getsockname", "fileno", "detach", "close", "settimeout", "family"):
        attempt(lambda: getattr(sock, name)(5))
    attempt(lambda: socket.socket(family=10**6))
    attempt(lambda: socket.socketpair()[0].recv(10**18))
    for _ in range(3):
        await asyncio.sleep(0)


try:
    asyncio.run(main())
except BaseException as error:
    print(type(error).__name__)
print("alive")

print("survived")
