"""pause_reading and resume_reading; abort."""

import asyncio


class Collect(asyncio.Protocol):
    def __init__(self):
        self.data = b""
        self.lost = asyncio.get_running_loop().create_future()

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.data += data

    def connection_lost(self, exc):
        self.lost.set_result(exc)


async def main():
    loop = asyncio.get_running_loop()
    protocol = Collect()
    server = await loop.create_server(lambda: protocol, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    writer.write(b"one ")
    await asyncio.sleep(0.02)
    protocol.transport.pause_reading()
    print(protocol.transport.is_reading())
    writer.write(b"two ")
    await asyncio.sleep(0.02)
    print(protocol.data)
    protocol.transport.resume_reading()
    await asyncio.sleep(0.02)
    print(protocol.data, protocol.transport.is_reading())
    protocol.transport.abort()
    print(await protocol.lost)
    print(await reader.read())
    try:
        writer.transport.write("text")
    except TypeError as error:
        print(error)
    writer.close()
    server.close()


asyncio.run(main())
