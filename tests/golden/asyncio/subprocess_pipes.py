"""Subprocesses: pipes, shells, signals, exit codes."""

import asyncio


async def main():
    process = await asyncio.create_subprocess_exec(
        "/bin/sh", "-c", "read x; echo got $x; echo err >&2; exit 3",
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE)
    print(await process.communicate(b"hello\n"), process.returncode)
    process = await asyncio.create_subprocess_shell("sleep 10")
    process.terminate()
    print(await process.wait())
    process = await asyncio.create_subprocess_shell("for i in 1 2 3; do echo $i; done", stdout=asyncio.subprocess.PIPE)
    async for line in process.stdout:
        print(line)
    print(await process.wait())
    try:
        await asyncio.create_subprocess_exec("/no/such")
    except FileNotFoundError as error:
        print(error)
    processes = [await asyncio.create_subprocess_shell(f"exit {n}") for n in range(4)]
    print(await asyncio.gather(*(process.wait() for process in processes)))
    process = await asyncio.create_subprocess_exec("cat", stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE)
    process.stdin.write(b"line\n")
    await process.stdin.drain()
    print(await process.stdout.readline())
    process.stdin.close()
    print(await process.stdout.read(), await process.wait())
    for options in ({"universal_newlines": True}, {"bufsize": 3}, {"text": True}, {"shell": True}):
        try:
            await asyncio.create_subprocess_exec("true", **options)
        except ValueError as error:
            print(error)


asyncio.run(main())
