"""Transports and protocols without streams."""

import asyncio

log = []


class Server(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport
        log.append("server: made")

    def data_received(self, data):
        log.append(f"server: {data}")
        self.transport.write(data[::-1])

    def eof_received(self):
        log.append("server: eof")

    def connection_lost(self, exc):
        log.append(f"server: lost {exc}")


class Client(asyncio.Protocol):
    def __init__(self, ended):
        self.ended = ended

    def connection_made(self, transport):
        log.append("client: made")
        transport.write(b"abc")
        self.transport = transport

    def data_received(self, data):
        log.append(f"client: {data}")
        self.transport.write_eof()

    def connection_lost(self, exc):
        log.append(f"client: lost {exc}")
        self.ended.set_result(None)


async def main():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Server, "127.0.0.1", 0)
    ended = loop.create_future()
    transport, protocol = await loop.create_connection(lambda: Client(ended), *server.sockets[0].getsockname())
    print(transport.get_protocol() is protocol, transport.is_closing(), transport.is_reading(), transport.can_write_eof())
    await ended
    print(transport.is_closing())
    server.close()
    await server.wait_closed()


asyncio.run(main())
for line in log:
    print(line)
