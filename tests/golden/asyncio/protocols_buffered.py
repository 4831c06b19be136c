"""BufferedProtocol reads into a buffer of its own."""

import asyncio


class Reader(asyncio.BufferedProtocol):
    def __init__(self, ended):
        self.buffer = bytearray(8)
        self.got = b""
        self.ended = ended

    def get_buffer(self, sizehint):
        return self.buffer

    def buffer_updated(self, count):
        self.got += self.buffer[:count]

    def connection_lost(self, exc):
        self.ended.set_result(self.got)


async def main():
    loop = asyncio.get_running_loop()
    ended = loop.create_future()
    server = await loop.create_server(lambda: Reader(ended), "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    writer.write(b"0123456789" * 5)
    writer.close()
    print(await ended)
    server.close()


asyncio.run(main())
