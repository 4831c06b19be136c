"""sock_connect and sock_accept."""

import asyncio
import socket


async def main():
    loop = asyncio.get_running_loop()
    with socket.socket() as server, socket.socket() as client:
        server.bind(("127.0.0.1", 0))
        server.listen()
        server.setblocking(False)
        client.setblocking(False)
        accepting = asyncio.create_task(loop.sock_accept(server))
        await loop.sock_connect(client, server.getsockname())
        connection, address = await accepting
        print(address == client.getsockname(), connection.gettimeout())
        await loop.sock_sendall(client, b"hello")
        print(await loop.sock_recv(connection, 10))
        connection.close()
        print(await loop.sock_recv(client, 10))
        closed = server.getsockname()
    with socket.socket() as client:
        client.setblocking(False)
        try:
            await loop.sock_connect(client, closed)
        except ConnectionRefusedError as error:
            print(error.errno, str(error).split("(")[0])


asyncio.run(main())
