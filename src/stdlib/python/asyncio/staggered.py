"""Several attempts, each started a while after the one before."""

from . import events, exceptions, tasks

__all__ = ("staggered_race",)


async def staggered_race(coro_fns, delay, *, loop=None):
    """The result and the index of the first attempt that succeeds, and what the others raised."""
    loop = loop or events.get_running_loop()
    attempts = list(coro_fns)
    errors, running = [], {}
    won = None
    started = 0

    async def attempt(index):
        return await attempts[index]()

    try:
        while won is None and (running or started < len(attempts)):
            if started < len(attempts):
                running[loop.create_task(attempt(started))] = started
                errors.append(None)
                started += 1
            pause = delay if started < len(attempts) else None
            done, _ = await tasks.wait(running, timeout=pause, return_when=tasks.FIRST_COMPLETED)
            for task in sorted(done, key=running.get):
                index = running.pop(task)
                if task.cancelled():
                    errors[index] = exceptions.CancelledError()
                elif task.exception() is not None:
                    if isinstance(task.exception(), (SystemExit, KeyboardInterrupt)):
                        raise task.exception()
                    errors[index] = task.exception()
                elif won is None:
                    won = task.result(), index
    finally:
        for task in running:
            task.cancel()
        if running:
            await tasks.wait(running)
    return (*won, errors) if won is not None else (None, None, errors)
