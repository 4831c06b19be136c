"""Ctrl-C cancels the main task and ends run with KeyboardInterrupt."""

import asyncio
import os
import signal


async def main():
    asyncio.get_running_loop().call_later(0.01, os.kill, os.getpid(), signal.SIGINT)
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("main cancelled")
        raise
    finally:
        print("finally")


try:
    asyncio.run(main())
except KeyboardInterrupt as error:
    print("KeyboardInterrupt", error.args)
print(signal.getsignal(signal.SIGINT) is signal.default_int_handler)
