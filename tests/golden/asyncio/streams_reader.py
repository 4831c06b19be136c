"""StreamReader fed by hand: read, readline, readexactly, readuntil."""

import asyncio


async def main():
    reader = asyncio.StreamReader(limit=16)
    reader.feed_data(b"first\nsecond")
    print(await reader.readline(), await reader.read(3), reader)
    task = asyncio.create_task(reader.readexactly(6))
    await asyncio.sleep(0)
    reader.feed_data(b"xyz+")
    print(await task)
    reader.feed_data(b"a;b|c")
    print(await reader.readuntil(b";"), await reader.readuntil((b"|", b"b|")))
    reader.feed_data(b"tail")
    reader.feed_eof()
    try:
        await reader.readexactly(10)
    except asyncio.IncompleteReadError as error:
        print(error, error.partial, error.expected)
    print(await reader.read(), await reader.readline(), reader.at_eof())
    long = asyncio.StreamReader(limit=4)
    long.feed_data(b"0123456789\nrest\n")
    for method in (long.readuntil, long.readline):
        try:
            await method()
        except (asyncio.LimitOverrunError, ValueError) as error:
            print(type(error).__name__, error)
    print(await long.readline())
    partial = asyncio.StreamReader()
    partial.feed_data(b"no newline")
    partial.feed_eof()
    try:
        await partial.readuntil(b"\n")
    except asyncio.IncompleteReadError as error:
        print(error, error.partial)
    failing = asyncio.StreamReader()
    failing.set_exception(OSError("broken"))
    for method in (failing.read, failing.readline):
        try:
            await method()
        except OSError as error:
            print(error)
    print(repr(failing.exception()))
    empty = asyncio.StreamReader()
    first = asyncio.create_task(empty.read(1))
    await asyncio.sleep(0)
    try:
        await empty.read(1)
    except RuntimeError as error:
        print(error)
    empty.feed_eof()
    print(await first)
    for bad in (lambda: asyncio.StreamReader(limit=0), lambda: asyncio.StreamReader().readexactly(-1)):
        try:
            outcome = bad()
            await outcome
        except ValueError as error:
            print(error)


asyncio.run(main())
