"""Datagrams."""

import asyncio


class Echo(asyncio.DatagramProtocol):
    def connection_made(self, transport):
        self.transport = transport

    def datagram_received(self, data, addr):
        self.transport.sendto(data.upper(), addr)


class Client(asyncio.DatagramProtocol):
    def __init__(self, answer):
        self.answer = answer

    def connection_made(self, transport):
        transport.sendto(b"hello")

    def datagram_received(self, data, addr):
        self.answer.set_result(data)

    def connection_lost(self, exc):
        print("lost", exc)


async def main():
    loop = asyncio.get_running_loop()
    server, _ = await loop.create_datagram_endpoint(Echo, local_addr=("127.0.0.1", 0))
    answer = loop.create_future()
    client, _ = await loop.create_datagram_endpoint(lambda: Client(answer), remote_addr=server.get_extra_info("sockname"))
    print(await answer)
    client.close()
    server.close()
    await asyncio.sleep(0)
    print(client.is_closing())


asyncio.run(main())
