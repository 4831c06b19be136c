"""Loops of one's own: running, stopping, closing."""

import asyncio

loop = asyncio.new_event_loop()
print(loop.is_running(), loop.is_closed(), loop.get_debug())
loop.call_soon(print, "called")
loop.call_soon(loop.stop)
loop.run_forever()


async def answer():
    return loop.is_running()


print(loop.run_until_complete(answer()))
future = loop.create_future()
loop.call_soon(loop.stop)
try:
    loop.run_until_complete(future)
except RuntimeError as error:
    print(error)
future.cancel()
print(repr(loop)[-45:])
loop.close()
loop.close()
print(repr(loop)[-45:])
for call in (lambda: loop.call_soon(print), lambda: loop.call_later(1, print), lambda: loop.run_forever(), lambda: loop.call_soon_threadsafe(print)):
    try:
        call()
    except RuntimeError as error:
        print(error)
for call in (asyncio.get_running_loop, asyncio.get_event_loop):
    try:
        call()
    except RuntimeError as error:
        print(error)
asyncio.set_event_loop(other := asyncio.new_event_loop())
print(asyncio.get_event_loop() is other, asyncio._get_running_loop())
other.close()
asyncio.set_event_loop(None)
