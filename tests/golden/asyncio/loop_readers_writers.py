"""add_reader and add_writer on a pair of sockets."""

import asyncio
import socket


async def main():
    loop = asyncio.get_running_loop()
    a, b = socket.socketpair()
    a.setblocking(False)
    b.setblocking(False)
    got = loop.create_future()

    def readable():
        got.set_result(a.recv(100))
        print(loop.remove_reader(a), loop.remove_reader(a))

    def writable():
        b.send(b"hello")
        print(loop.remove_writer(b))

    loop.add_reader(a, readable)
    loop.add_writer(b.fileno(), writable)
    print(await got)
    await loop.sock_sendall(a, b"ping")
    print(await loop.sock_recv(b, 10))
    task = asyncio.create_task(loop.sock_recv(b, 10))
    await asyncio.sleep(0)
    await loop.sock_sendall(a, b"later")
    print(await task)
    waiting = asyncio.create_task(loop.sock_recv(b, 10))
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    print(waiting.cancelled())
    buffer = bytearray(5)
    await loop.sock_sendall(a, b"into")
    print(await loop.sock_recv_into(b, buffer), buffer)
    for bad in ("x", -1):
        try:
            loop.add_reader(bad, print)
        except ValueError as error:
            print(error)
    a.close()
    b.close()


asyncio.run(main())
