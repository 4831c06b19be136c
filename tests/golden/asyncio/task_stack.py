"""get_stack and print_stack of a suspended and of a failed task."""

import asyncio
import io


async def inner():
    await asyncio.sleep(1)


async def outer():
    await inner()


async def fails():
    raise ValueError("x")


async def main():
    task = asyncio.create_task(outer())
    await asyncio.sleep(0)
    print([frame.f_code.co_name for frame in task.get_stack()])
    print(task.get_stack(limit=0))
    task.cancel()
    await asyncio.wait([task])
    print(task.get_stack())
    failed = asyncio.create_task(fails(), name="f")
    await asyncio.wait([failed])
    print([frame.f_code.co_name for frame in failed.get_stack()])
    text = io.StringIO()
    failed.print_stack(file=text)
    print(text.getvalue().splitlines()[-1], "|", text.getvalue().splitlines()[-2].strip())


asyncio.run(main())
