"""A hundred clients at once."""

import asyncio


async def serve(reader, writer):
    total = 0
    async for line in reader:
        total += int(line)
    writer.write(b"%d\n" % total)
    writer.close()
    await writer.wait_closed()


async def client(port, n):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for k in range(10):
        writer.write(b"%d\n" % (n * k))
        await writer.drain()
    writer.write_eof()
    answer = int(await reader.readline())
    writer.close()
    await writer.wait_closed()
    return answer


async def main():
    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        answers = await asyncio.gather(*(client(port, n) for n in range(100)))
    print(answers == [45 * n for n in range(100)], sum(answers))


asyncio.run(main())
