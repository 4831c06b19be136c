"""A task factory of one's own."""

import asyncio


class Noted(asyncio.Task):
    made = []

    def __init__(self, coro, **options):
        super().__init__(coro, **options)
        self.made.append(coro.__name__)


def factory(loop, coro, context=None):
    return Noted(coro, loop=loop, context=context)


async def child():
    return type(asyncio.current_task()).__name__


async def main():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(factory)
    task = asyncio.create_task(child(), name="named")
    print(await task, task.get_name(), Noted.made)
    print(await asyncio.gather(child(), child()), Noted.made)
    try:
        loop.set_task_factory(5)
    except TypeError as error:
        print(error)


asyncio.run(main())
