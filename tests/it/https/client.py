"""A client of the embedded aiohttp and a server of asyncio, with certificates of the tests."""
import asyncio
import os
import ssl
import sys

import aiohttp

HERE = sys.argv[1]
server_context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
server_context.load_cert_chain(os.path.join(HERE, "server.pem"), os.path.join(HERE, "server.key"))
client_context = ssl.create_default_context(cafile=os.path.join(HERE, "ca.pem"))


async def serve(reader, writer):
    while line := await reader.readline():
        method, path, _ = line.decode().split()
        size = 0
        while header := (await reader.readline()).strip():
            if header.lower().startswith(b"content-length:"):
                size = int(header.split(b":")[1])
        await reader.readexactly(size)
        body = f"{method} {path}".encode()
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
        await writer.drain()
    writer.close()


async def main():
    async with await asyncio.start_server(serve, "127.0.0.1", 0, ssl=server_context) as server:
        port = server.sockets[0].getsockname()[1]
        url = f"https://127.0.0.1:{port}"
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=3)) as session:
            async def fetch(number):
                async with session.get(f"{url}/page/{number}", ssl=client_context) as response:
                    return response.status, await response.text()
            print(await asyncio.gather(*map(fetch, range(6))))
            async with session.post(url + "/form", data={"a": "b"}, ssl=False) as response:
                print(response.status, await response.text())
            try:
                await session.get(url)
            except aiohttp.ClientConnectorCertificateError as error:
                print(type(error).__name__, isinstance(error, ssl.CertificateError), error.certificate_error.verify_message)


asyncio.run(main())
