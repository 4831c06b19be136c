"""Names, results, exceptions and states of a task."""

import asyncio


async def value():
    await asyncio.sleep(0)
    return 5


async def fails():
    raise LookupError("no")


async def main():
    task = asyncio.create_task(value(), name="five")
    print(task.get_name(), task.done(), task.get_coro().__name__, task.get_loop() is asyncio.get_running_loop())
    for method in (task.result, task.exception):
        try:
            method()
        except asyncio.InvalidStateError as error:
            print(type(error).__module__, error)
    print(await task, task.result(), task.exception(), task.done(), task.cancelled())
    task.set_name(("a", 1))
    print(task.get_name())
    failed = asyncio.create_task(fails())
    await asyncio.wait([failed])
    print(repr(failed.exception()))
    for method in (lambda: task.set_result(1), lambda: task.set_exception(ValueError())):
        try:
            method()
        except RuntimeError as error:
            print(error)
    print(issubclass(asyncio.Task, asyncio.Future), asyncio.Task.__module__, asyncio.Future.__module__)
    print(asyncio.Future[int], asyncio.Task[str])
    print(asyncio.isfuture(task), asyncio.isfuture(5), asyncio.isfuture(asyncio.Future))


asyncio.run(main())
