"""Exceptions keep their cause, context and notes on the way through futures."""

import asyncio


async def deep():
    try:
        raise KeyError("first")
    except KeyError:
        error = ValueError("second")
        error.add_note("a note")
        raise error


async def main():
    task = asyncio.create_task(deep())
    for _ in range(2):
        try:
            await task
        except ValueError as error:
            print(repr(error), repr(error.__context__), error.__notes__)
            names = []
            tb = error.__traceback__
            while tb:
                names.append(tb.tb_frame.f_code.co_name)
                tb = tb.tb_next
            print(names)


asyncio.run(main())
