"""Errors that a task raises inside its coroutine."""

import asyncio
import types


async def attempt(coro):
    try:
        await asyncio.create_task(coro, name="t")
    except RuntimeError as error:
        print(str(error).split(" got ")[-1].split("coro=")[0])


@types.coroutine
def hands_out(value):
    yield value


async def awaits_self():
    await asyncio.current_task()


async def main():
    await attempt(awaits_self())

    async def bad(value):
        await hands_out(value)

    await attempt(bad(5))
    await attempt(bad("text"))
    await attempt(bad([1]))
    other = asyncio.new_event_loop()
    future = other.create_future()

    async def wrong_loop():
        await future

    await attempt(wrong_loop())
    other.close()

    async def none():
        await hands_out(None)
        return "None is a plain turn"

    print(await asyncio.create_task(none()))


asyncio.run(main())
