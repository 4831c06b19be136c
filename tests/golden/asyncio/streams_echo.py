"""A server that sends back what it gets."""

import asyncio


async def echo(reader, writer):
    while line := await reader.readline():
        writer.write(b"echo " + line)
        await writer.drain()
    writer.close()
    await writer.wait_closed()


async def main():
    server = await asyncio.start_server(echo, "127.0.0.1", 0)
    host, port = server.sockets[0].getsockname()
    print(host, server.is_serving())
    reader, writer = await asyncio.open_connection(host, port)
    for word in (b"one\n", b"two\n"):
        writer.write(word)
        print(await reader.readline())
    writer.write_eof()
    print(await reader.read(), reader.at_eof())
    writer.close()
    await writer.wait_closed()
    print(writer.is_closing(), writer.get_extra_info("peername") == (host, port))
    server.close()
    await server.wait_closed()
    print(server.is_serving(), server.sockets)


asyncio.run(main())
