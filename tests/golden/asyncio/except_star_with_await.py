"""except* around and with awaits."""

import asyncio


async def fails(*errors):
    await asyncio.sleep(0)
    raise ExceptionGroup("group", list(errors))


async def clauses(*errors):
    try:
        await fails(*errors)
    except* ValueError as group:
        await asyncio.sleep(0)
        print("ValueError", group.exceptions)
    except* (TypeError, KeyError) as group:
        print("other", group.exceptions)
        await asyncio.sleep(0)
        raise OSError("from clause")
    else:
        print("else")
    finally:
        await asyncio.sleep(0)
        print("finally")
    print("after")


async def main():
    await clauses(ValueError(1), ValueError(2))
    for errors in ((ValueError(1), KeyError(2)), (ZeroDivisionError(),), (TypeError(), IndexError())):
        try:
            await clauses(*errors)
        except BaseException as error:
            print(repr(error), repr(error.__context__))
    try:
        await asyncio.sleep(0)
    except* ValueError:
        print("never")
    else:
        print("else runs")
    try:
        await asyncio.sleep(0)
        raise ValueError("naked")
    except* ValueError as group:
        print(repr(group))
    try:
        group
    except NameError as error:
        print(error)


asyncio.run(main())
