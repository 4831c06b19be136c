"""Connections that fail, clients whose handlers raise."""

import asyncio
import socket


async def main():
    loop = asyncio.get_running_loop()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    try:
        await asyncio.open_connection("127.0.0.1", port)
    except ConnectionRefusedError as error:
        print(type(error).__name__, error.errno, str(error).replace(str(port), "PORT"))
    heard = loop.create_future()
    loop.set_exception_handler(lambda loop, context: heard.set_result((context["message"], repr(context["exception"]))))

    async def fails(reader, writer):
        raise ValueError("handler")

    server = await asyncio.start_server(fails, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    print(await heard)
    print(await reader.read())
    writer.close()
    await writer.wait_closed()
    server.close()
    for call in (
        lambda: asyncio.open_connection(),
        lambda: loop.create_server(asyncio.Protocol),
        lambda: asyncio.open_connection("127.0.0.1", 1, server_hostname="x"),
        lambda: loop.create_connection(asyncio.Protocol, "127.0.0.1", 1, sock=free),
        lambda: asyncio.open_unix_connection(),
    ):
        try:
            await call()
        except ValueError as error:
            print(error)


asyncio.run(main())
