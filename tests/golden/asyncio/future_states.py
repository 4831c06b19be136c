"""A future from pending to its end."""

import asyncio


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    print(future.done(), future.cancelled(), future._state)
    for method in (future.result, future.exception):
        try:
            method()
        except asyncio.InvalidStateError as error:
            print(error)
    future.set_result(3)
    print(future.result(), future.exception(), future._state, await future)
    for method in (lambda: future.set_result(4), lambda: future.set_exception(ValueError())):
        try:
            method()
        except asyncio.InvalidStateError as error:
            print(error)
    print(future.cancel())
    cancelled = loop.create_future()
    print(cancelled.cancel("msg"), cancelled.cancel(), cancelled.cancelled())
    for method in (cancelled.result, cancelled.exception):
        try:
            method()
        except asyncio.CancelledError as error:
            print(repr(error))
    for bad in (5, "text", int):
        try:
            loop.create_future().set_exception(bad)
        except TypeError as error:
            print(error)
    failed = loop.create_future()
    failed.set_exception(KeyError)
    print(repr(failed.exception()))
    stop = loop.create_future()
    stop.set_exception(StopIteration(1))
    error = stop.exception()
    print(repr(error), repr(error.__cause__))
    try:
        asyncio.Future.__new__(asyncio.Future).result()
    except asyncio.InvalidStateError as error:
        print(error)


asyncio.run(main())
