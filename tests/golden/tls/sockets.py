"""wrap_socket: client and server over the loopback, in the clear again, time-outs, ends."""
import os
import socket
import ssl
import threading

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "certificates")
server = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
server.load_cert_chain(os.path.join(HERE, "server.pem"), os.path.join(HERE, "server.key"))
client = ssl.create_default_context(cafile=os.path.join(HERE, "ca.pem"))
client.verify_flags &= ~ssl.VerifyFlags.VERIFY_X509_STRICT


def with_server(serve, visit):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        said = []

        def run():
            plain, _ = listener.accept()
            try:
                with server.wrap_socket(plain, server_side=True) as connection:
                    serve(connection, said)
            except OSError as error:
                said.append(type(error).__name__)

        thread = threading.Thread(target=run)
        thread.start()
        try:
            visit(listener.getsockname())
        finally:
            thread.join()
        print("server:", said)


def echo(connection, said):
    while data := connection.recv(1000):
        said.append(data)
        connection.sendall(data.upper())
    said.append("end")


def talk(address):
    with socket.create_connection(address) as plain:
        with client.wrap_socket(plain, server_hostname="localhost") as connection:
            print(connection.version(), connection.cipher()[1], connection.server_hostname, connection.context is client)
            print(connection.getpeercert()["subjectAltName"][0])
            connection.sendall(b"hello")
            print(connection.recv(100))
            buffer = bytearray(10)
            connection.send(b"again")
            print(connection.recv_into(buffer), buffer)
            connection.send(b"file\n")
            print(connection.makefile("rb").readline())
            print(isinstance(connection, socket.socket), plain.fileno())
            connection.settimeout(0.05)
            try:
                connection.recv(1)
            except TimeoutError as error:
                print(type(error).__name__, error)
            try:
                connection.recv(1, 2)
            except ValueError as error:
                print(error)
            connection.setblocking(False)
            try:
                connection.recv(1)
            except ssl.SSLWantReadError as error:
                print(type(error).__name__)


with_server(echo, talk)


def late(address):
    connection = client.wrap_socket(socket.socket(), server_hostname="localhost")
    print(connection.version(), connection.cipher())
    try:
        connection.getpeercert()
    except OSError as error:
        print(type(error).__name__, error)
    connection.connect(address)
    connection.send(b"x")
    print(connection.recv(10))
    connection.close()


with_server(echo, late)


def to_clear(connection, said):
    said.append(connection.recv(10))
    plain = connection.unwrap()
    plain.sendall(b"in the clear")


def from_clear(address):
    connection = client.wrap_socket(socket.create_connection(address), server_hostname="localhost")
    connection.send(b"bye")
    plain = connection.unwrap()
    print(plain.recv(100))
    plain.close()


with_server(to_clear, from_clear)


def refuse(address):
    with socket.create_connection(address) as plain:
        try:
            client.wrap_socket(plain, server_hostname="example.com")
        except ssl.SSLCertVerificationError as error:
            print(error.verify_message)


with_server(lambda connection, said: said.append("greeted"), refuse)


def step_by_step(address):
    connection = client.wrap_socket(socket.create_connection(address), server_hostname="127.0.0.1", do_handshake_on_connect=False)
    connection.setblocking(False)
    while True:
        try:
            connection.do_handshake()
            break
        except ssl.SSLWantReadError:
            connection.setblocking(True)
            connection.settimeout(5)
            import select

            select.select([connection], [], [])
            connection.setblocking(False)
    print(connection.version())
    connection.setblocking(True)
    connection.sendall(b"z" * 100000)
    got = 0
    while got < 100000:
        got += len(connection.recv(65536))
    print(got)
    connection.close()


def echo_all(connection, said):
    count = 0
    while data := connection.recv(5000):
        count += len(data)
        connection.sendall(data)
    said.append(count)


with_server(echo_all, step_by_step)
