"""add_signal_handler: handlers run in the loop."""

import asyncio
import os
import signal


async def main():
    loop = asyncio.get_running_loop()
    got = []
    event = asyncio.Event()

    def handler(name):
        got.append((name, asyncio.current_task()))
        if len(got) == 2:
            event.set()

    loop.add_signal_handler(signal.SIGUSR1, handler, "usr1")
    loop.add_signal_handler(signal.SIGUSR2, handler, "usr2")
    os.kill(os.getpid(), signal.SIGUSR1)
    await asyncio.sleep(0.01)
    loop.call_later(0.01, os.kill, os.getpid(), signal.SIGUSR2)
    await event.wait()
    print(got)
    print(loop.remove_signal_handler(signal.SIGUSR1), loop.remove_signal_handler(signal.SIGUSR1))
    print(signal.getsignal(signal.SIGUSR1))
    for bad in (0, 1000, "x"):
        try:
            loop.add_signal_handler(bad, print)
        except (TypeError, ValueError) as error:
            print(type(error).__name__, error)

    async def coroutine():
        pass

    try:
        loop.add_signal_handler(signal.SIGUSR1, coroutine)
    except TypeError as error:
        print(error)


asyncio.run(main())
print(signal.getsignal(signal.SIGUSR2))
