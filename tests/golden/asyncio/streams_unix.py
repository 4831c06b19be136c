"""Streams over a socket in the file system."""

import asyncio
import os
import tempfile


async def shout(reader, writer):
    writer.write((await reader.read(100)).upper())
    writer.close()


async def main():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "socket")
        server = await asyncio.start_unix_server(shout, path)
        print(os.path.exists(path))
        reader, writer = await asyncio.open_unix_connection(path)
        writer.write(b"hello")
        print(await reader.read())
        writer.close()
        await writer.wait_closed()
        server.close()
        await server.wait_closed()
        print(os.path.exists(path))
        try:
            await asyncio.open_unix_connection(path)
        except FileNotFoundError as error:
            print(error.errno)


asyncio.run(main())
