"""Sockets without asyncio: pairs, files, options, timeouts, errors."""

import socket

a, b = socket.socketpair()
print(a.family, a.type, a.proto, a.gettimeout(), a.getblocking())
print(a.send(b"hello"), b.recv(3), b.recv(10, socket.MSG_PEEK), b.recv(10))
a.sendall(b"line 1\nline 2\n")
with b.makefile("r") as file:
    print(file.readline(), end="")
    print(file.readline(), end="")
b.settimeout(0.01)
try:
    b.recv(1)
except TimeoutError as error:
    print(repr(error), error is not None, socket.timeout is TimeoutError)
b.setblocking(False)
try:
    b.recv(1)
except BlockingIOError as error:
    print(error.errno)
buffer = bytearray(10)
a.send(b"into")
print(b.recv_into(buffer), buffer)
a.shutdown(socket.SHUT_WR)
print(b.recv(5))
a.close()
print(a.fileno(), a._closed)
try:
    a.recv(1)
except OSError as error:
    print(error)
b.close()
with socket.socket() as server:
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    print(server.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR) != 0)
    server.bind(("127.0.0.1", 0))
    server.listen()
    port = server.getsockname()[1]
    with socket.create_connection(("localhost", port), timeout=5) as client:
        connection, address = server.accept()
        with connection:
            print(address == client.getsockname(), client.gettimeout(), connection.gettimeout())
            client.sendall(b"x")
            print(connection.recvfrom(5)[0])
print(socket.inet_aton("127.0.0.1"), socket.inet_ntoa(b"\x01\x02\x03\x04"))
print(socket.inet_pton(socket.AF_INET6, "::1"), socket.inet_ntop(socket.AF_INET, b"\x7f\0\0\1"))
print(socket.htons(1), socket.ntohl(1), socket.AF_INET, socket.SOCK_STREAM)
for call in (
    lambda: socket.inet_aton("bad"),
    lambda: socket.inet_pton(socket.AF_INET, "1.2.3"),
    lambda: socket.socket().bind(("127.0.0.1", 70000)),
    lambda: socket.socket().connect(5),
    lambda: socket.socket().connect(("127.0.0.1",)),
    lambda: socket.socket().settimeout(-1),
    lambda: socket.socket(fileno=-1),
):
    try:
        call()
    except (OSError, TypeError, ValueError, OverflowError) as error:
        print(type(error).__name__, error)
