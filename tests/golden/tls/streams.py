"""asyncio over TLS: streams, protocols, start_tls, certificates, ends."""
import asyncio
import os
import ssl

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "certificates")
server_context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
server_context.load_cert_chain(os.path.join(HERE, "server.pem"), os.path.join(HERE, "server.key"))
client_context = ssl.create_default_context(cafile=os.path.join(HERE, "ca.pem"))
client_context.verify_flags &= ~ssl.VerifyFlags.VERIFY_X509_STRICT


async def echo(reader, writer):
    while line := await reader.readline():
        writer.write(line.upper())
        await writer.drain()
    writer.close()
    await writer.wait_closed()


async def streams():
    async with await asyncio.start_server(echo, "127.0.0.1", 0, ssl=server_context) as server:
        port = server.sockets[0].getsockname()[1]
        reader, writer = await asyncio.open_connection("localhost", port, ssl=client_context, family=2)
        print(writer.get_extra_info("cipher")[1], writer.get_extra_info("peercert")["subject"][-1])
        print(writer.get_extra_info("sslcontext") is client_context, type(writer.get_extra_info("ssl_object")).__name__)
        print(writer.get_extra_info("peername")[1] == port, writer.can_write_eof())
        writer.write(b"hello\n")
        print(await reader.readline())
        writer.writelines([b"a" * 60000, b"\n"])
        await writer.drain()
        print(len(await reader.readline()))
        writer.close()
        await writer.wait_closed()

        async def visit(number):
            reader, writer = await asyncio.open_connection("127.0.0.1", port, ssl=client_context)
            total = 0
            for turn in range(20):
                writer.write(b"%d %d\n" % (number, turn))
                total += len(await reader.readline())
            writer.close()
            await writer.wait_closed()
            return total

        print(await asyncio.gather(*map(visit, range(10))))
        try:
            await asyncio.open_connection("127.0.0.1", port, ssl=client_context, server_hostname="example.com")
        except ssl.SSLCertVerificationError as error:
            print(error.verify_message)
        try:
            await asyncio.open_connection("127.0.0.1", port, ssl=True)
        except ssl.SSLCertVerificationError as error:
            print(error.verify_message)


class Talker(asyncio.Protocol):
    def __init__(self):
        self.said = []
        self.done = asyncio.get_running_loop().create_future()

    def connection_made(self, transport):
        self.said.append("made")
        self.transport = transport
        transport.write(b"first\n")

    def data_received(self, data):
        self.said.append(data)
        self.transport.close()

    def eof_received(self):
        self.said.append("eof")

    def connection_lost(self, error):
        self.said.append(error)
        self.done.set_result(None)


async def protocols():
    loop = asyncio.get_running_loop()
    async with await asyncio.start_server(echo, "127.0.0.1", 0, ssl=server_context) as server:
        port = server.sockets[0].getsockname()[1]
        transport, talker = await loop.create_connection(Talker, "127.0.0.1", port, ssl=client_context)
        await talker.done
        print(talker.said, transport.is_closing())


async def upgrade():
    async def serve(reader, writer):
        print(await reader.readline())
        writer.write(b"go ahead\n")
        await writer.drain()
        await writer.start_tls(server_context)
        line = await reader.readline()
        writer.write(b"secret " + line)
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        print(writer.get_extra_info("sslcontext"))
        writer.write(b"may I\n")
        print(await reader.readline())
        await writer.start_tls(client_context, server_hostname="localhost")
        print(writer.get_extra_info("cipher")[1])
        writer.write(b"whisper\n")
        print(await reader.read())
        writer.close()
        await writer.wait_closed()


async def plain_client():
    lost = []

    async def never(reader, writer):
        lost.append("called")

    async with await asyncio.start_server(never, "127.0.0.1", 0, ssl=server_context) as server:
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        writer.write(b"GET / HTTP/1.0\r\n\r\n")
        await reader.read()
        writer.close()
        print(lost)


async def arguments():
    loop = asyncio.get_running_loop()
    for keywords in (
        {"server_hostname": "x"}, {"ssl_handshake_timeout": 1}, {"ssl_shutdown_timeout": 1},
        {"ssl": client_context, "ssl_handshake_timeout": 0}, {"ssl": client_context, "host": None, "port": None},
    ):
        try:
            await loop.create_connection(asyncio.Protocol, **({"host": "127.0.0.1", "port": 1} | keywords))
        except (ValueError, OSError) as error:
            print(type(error).__name__, error)
    try:
        await loop.create_server(asyncio.Protocol, "127.0.0.1", 0, ssl=True)
    except TypeError as error:
        print(error)


for part in (streams, protocols, upgrade, plain_client, arguments):
    print("--", part.__name__)
    asyncio.run(asyncio.wait_for(part(), 20))
