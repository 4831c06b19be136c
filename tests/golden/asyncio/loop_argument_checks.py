"""What the loop's methods refuse."""

import asyncio


async def coroutine():
    pass


async def main():
    loop = asyncio.get_running_loop()
    for call in (
        lambda: loop.call_later(None, print),
        lambda: loop.call_at(None, print),
        lambda: loop.call_later("x", print),
        lambda: asyncio.create_task(5),
        lambda: asyncio.create_task(coroutine),
        lambda: asyncio.ensure_future(5),
        lambda: asyncio.ensure_future(loop.create_future(), loop=object()),
        lambda: asyncio.gather(5),
        lambda: asyncio.shield(5),
        lambda: asyncio.as_completed(loop.create_future()),
        lambda: asyncio.run_coroutine_threadsafe(5, loop),
        lambda: loop.set_default_executor(5),
        lambda: asyncio.Queue().put_nowait(),
    ):
        try:
            call()
        except (TypeError, ValueError) as error:
            print(type(error).__name__, str(error).split("<")[0].split("0x")[0])
    for awaitable in (lambda: asyncio.wait([]), lambda: asyncio.wait(5), lambda: asyncio.wait([loop.create_future()], return_when="X")):
        try:
            await awaitable()
        except (TypeError, ValueError) as error:
            print(type(error).__name__, error)
    try:
        await asyncio.sleep(float("nan"))
    except ValueError as error:
        print(error)


asyncio.run(main())
