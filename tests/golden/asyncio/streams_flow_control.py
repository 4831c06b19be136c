"""A writer waits in drain until a slow reader has caught up."""

import asyncio

SIZE = 1 << 20


async def main():
    finished = asyncio.get_running_loop().create_future()

    async def slow_reader(reader, writer):
        total = 0
        while data := await reader.read(1 << 16):
            total += len(data)
            await asyncio.sleep(0)
        finished.set_result(total)
        writer.close()

    server = await asyncio.start_server(slow_reader, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    print(writer.transport.get_write_buffer_limits())
    writer.transport.set_write_buffer_limits(high=1000, low=100)
    print(writer.transport.get_write_buffer_limits(), writer.transport.get_write_buffer_size())
    for _ in range(8):
        writer.write(b"x" * SIZE)
        await writer.drain()
        assert writer.transport.get_write_buffer_size() <= 1000
    writer.close()
    await writer.wait_closed()
    print(await finished == 8 * SIZE)
    try:
        writer.transport.set_write_buffer_limits(high=1, low=2)
    except ValueError as error:
        print(error)
    server.close()


asyncio.run(main())
