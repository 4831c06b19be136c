"""Arguments that only go with TLS are errors without it, at every way to a connection."""

import asyncio
import socket


async def attempt(what):
    try:
        await what
    except ValueError as error:
        print(type(error).__name__, error)


async def main():
    loop = asyncio.get_running_loop()
    for name in ("ssl_handshake_timeout", "ssl_shutdown_timeout"):
        given = {name: 1.0}
        await attempt(loop.create_connection(asyncio.Protocol, "127.0.0.1", 1, **given))
        await attempt(loop.create_server(asyncio.Protocol, "127.0.0.1", 0, **given))
        await attempt(loop.create_unix_connection(asyncio.Protocol, "/nowhere", **given))
        await attempt(loop.create_unix_server(asyncio.Protocol, "/nowhere/at/all", **given))
        with socket.socket() as sock:
            await attempt(loop.connect_accepted_socket(asyncio.Protocol, sock, **given))


asyncio.run(main())
