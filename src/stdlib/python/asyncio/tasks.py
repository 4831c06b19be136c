"""Tasks and what waits for several of them."""

import functools
import math
import types

from _asyncio import (Gathering, Task, _alarm, _enter_task, _leave_task, _register_eager_task, _register_task, _swap_current_task,
                      _unfinished_tasks, _unregister_eager_task, _unregister_task, current_task)

from . import coroutines, events, exceptions, futures, timeouts

__all__ = ("Task", "create_task", "FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED", "wait", "wait_for",
           "as_completed", "sleep", "gather", "shield", "ensure_future", "run_coroutine_threadsafe",
           "current_task", "all_tasks", "create_eager_task_factory", "eager_task_factory",
           "_register_task", "_unregister_task", "_enter_task", "_leave_task")

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"

_PyTask = _CTask = Task


def all_tasks(loop=None):
    """The set of a loop's tasks that have not ended."""
    if loop is None:
        loop = events.get_running_loop()
    return {task for task in _unfinished_tasks() if futures._get_loop(task) is loop and not task.done()}


def create_task(coro, *, name=None, context=None):
    """Run a coroutine as a task of the running loop."""
    loop = events.get_running_loop()
    if context is None:
        return loop.create_task(coro, name=name)
    return loop.create_task(coro, name=name, context=context)


def create_eager_task_factory(custom_task_constructor):
    """A task factory whose tasks take their first step at once."""

    def factory(loop, coro, *, name=None, context=None):
        return custom_task_constructor(coro, loop=loop, name=name, context=context, eager_start=True)

    return factory


eager_task_factory = create_eager_task_factory(Task)


async def _await_it(awaitable):
    return await awaitable


def ensure_future(coro_or_future, *, loop=None):
    """A future stays what it is; a coroutine or another awaitable becomes a task."""
    if futures.isfuture(coro_or_future):
        if loop is not None and loop is not futures._get_loop(coro_or_future):
            raise ValueError("The future belongs to a different loop than the one specified as the loop argument")
        return coro_or_future
    ours = False
    if not coroutines.iscoroutine(coro_or_future):
        if not hasattr(type(coro_or_future), "__await__"):
            raise TypeError("An asyncio.Future, a coroutine or an awaitable is required")
        coro_or_future = _await_it(coro_or_future)
        ours = True
    if loop is None:
        loop = events.get_event_loop()
    try:
        return loop.create_task(coro_or_future)
    except RuntimeError:
        if ours:
            coro_or_future.close()
        raise


@types.coroutine
def _one_turn():
    yield


async def sleep(delay, result=None):
    """Come back with the result after some seconds."""
    if delay <= 0:
        await _one_turn()
        return result
    if math.isnan(delay):
        raise ValueError("Invalid delay: NaN (not a number)")
    loop = events.get_running_loop()
    alarm = _alarm(loop, delay, result)
    if alarm is not None:
        return await alarm
    # The loop has timers of its own, or debug mode wants to see real ones.
    alarm = loop.create_future()
    timer = loop.call_later(delay, futures._set_result_unless_cancelled, alarm, result)
    try:
        return await alarm
    finally:
        timer.cancel()


def _end_waiter(waiter, *_):
    if not waiter.done():
        waiter.set_result(None)


async def wait(fs, *, timeout=None, return_when=ALL_COMPLETED):
    """Wait for futures; the sets of those that are done and of the others."""
    if futures.isfuture(fs) or coroutines.iscoroutine(fs):
        raise TypeError(f"expect a list of futures, not {type(fs).__name__}")
    if not fs:
        raise ValueError("Set of Tasks/Futures is empty.")
    if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
        raise ValueError(f"Invalid return_when value: {return_when}")
    fs = set(fs)
    if any(coroutines.iscoroutine(item) for item in fs):
        raise TypeError("Passing coroutines is forbidden, use tasks explicitly.")
    return await _wait(fs, timeout, return_when, events.get_running_loop())


async def _wait(fs, timeout, return_when, loop):
    assert fs, "Set of Futures is empty."
    waiter = loop.create_future()
    timer = loop.call_later(timeout, _end_waiter, waiter) if timeout is not None else None
    missing = len(fs)

    def one_ended(ended):
        nonlocal missing
        missing -= 1
        enough = (missing <= 0 or return_when == FIRST_COMPLETED
                  or return_when == FIRST_EXCEPTION and not ended.cancelled() and ended.exception() is not None)
        if enough:
            if timer is not None:
                timer.cancel()
            if not waiter.done():
                waiter.set_result(None)

    for item in fs:
        item.add_done_callback(one_ended)
    try:
        await waiter
    finally:
        if timer is not None:
            timer.cancel()
        for item in fs:
            item.remove_done_callback(one_ended)
    done, pending = set(), set()
    for item in fs:
        (done if item.done() else pending).add(item)
    return done, pending


async def wait_for(fut, timeout):
    """The result of an awaitable; TimeoutError when it takes too long."""
    if fut is not None and not futures.isfuture(fut) and not coroutines.iscoroutine(fut) \
            and not hasattr(type(fut), "__await__"):
        raise TypeError("An asyncio.Future, a coroutine or an awaitable is required")
    if timeout is not None and timeout <= 0:
        fut = ensure_future(fut)
        if fut.done():
            return fut.result()
        await _cancel_and_wait(fut)
        try:
            return fut.result()
        except exceptions.CancelledError as error:
            raise TimeoutError from error
    async with timeouts.timeout(timeout):
        return await fut


async def _cancel_and_wait(fut):
    """Cancels a future and comes back when it has ended."""
    waiter = events.get_running_loop().create_future()
    tell = functools.partial(_end_waiter, waiter)
    fut.add_done_callback(tell)
    try:
        fut.cancel()
        await waiter
    finally:
        fut.remove_done_callback(tell)


class _AsCompletedIterator:
    """Hands out awaitables in the order in which they end: in `async for` the
    given futures and tasks themselves, in `for` coroutines that wait for the next."""

    def __init__(self, aws, timeout):
        from .queues import Queue

        self._done = Queue()
        self._timer = None
        loop = events.get_event_loop()
        waiting = {ensure_future(item, loop=loop) for item in set(aws)}
        for item in waiting:
            item.add_done_callback(self._handle_completion)
        self._todo = waiting
        self._todo_left = len(waiting)
        if waiting and timeout is not None:
            self._timer = loop.call_later(timeout, self._handle_timeout)

    def __aiter__(self):
        return self

    def __iter__(self):
        return self

    async def __anext__(self):
        if not self._todo_left:
            raise StopAsyncIteration
        assert self._todo_left > 0
        self._todo_left -= 1
        return await self._wait_for_one()

    def __next__(self):
        if not self._todo_left:
            raise StopIteration
        assert self._todo_left > 0
        self._todo_left -= 1
        return self._wait_for_one(resolve=True)

    def _handle_timeout(self):
        for item in self._todo:
            item.remove_done_callback(self._handle_completion)
            self._done.put_nowait(None)
        self._todo.clear()

    def _handle_completion(self, item):
        if not self._todo:
            return
        self._todo.remove(item)
        self._done.put_nowait(item)
        if not self._todo and self._timer is not None:
            self._timer.cancel()

    async def _wait_for_one(self, resolve=False):
        item = await self._done.get()
        if item is None:
            raise exceptions.TimeoutError
        return item.result() if resolve else item


def as_completed(fs, *, timeout=None):
    """An iterator over awaitables in the order in which they end."""
    if futures.isfuture(fs) or coroutines.iscoroutine(fs):
        raise TypeError(f"expects an iterable of awaitables, not {type(fs).__name__}")
    return _AsCompletedIterator(fs, timeout)


class _GatheringFuture(futures.Future):
    """The future of `gather`: cancelling it cancels the children."""

    def __init__(self, children, *, loop):
        assert loop is not None
        super().__init__(loop=loop)
        self._children = children
        self._cancel_requested = False

    def cancel(self, msg=None):
        if self.done():
            return False
        hit = False
        for child in self._children:
            if child.cancel(msg=msg):
                hit = True
        if hit:
            # Ending is up to the children; remembered, in case they all refuse.
            self._cancel_requested = True
        return hit


def gather(*coros_or_futures, return_exceptions=False):
    """A future for the results of several awaitables, in their order."""
    if not coros_or_futures:
        empty = events.get_event_loop().create_future()
        empty.set_result([])
        return empty
    known, children = {}, []
    ended_before = []
    # Counts the children that end; the last one, or a failure, ends the outer future.
    gathering = Gathering(children, return_exceptions)
    loop = None
    for item in coros_or_futures:
        child = known.get(item)
        if child is None:
            child = ensure_future(item, loop=loop)
            if loop is None:
                loop = futures._get_loop(child)
            if child is not item:
                # Made here: nobody else can wait for it, so its end is not worth a report.
                child._log_destroy_pending = False
            known[item] = child
            if child.done():
                ended_before.append(child)
            else:
                child.add_done_callback(gathering)
        children.append(child)
    outer = _GatheringFuture(children, loop=loop)
    gathering.start(outer, len(known))
    # Children that ended eagerly are counted when there is something to end.
    for child in ended_before:
        gathering(child)
    return outer


def shield(arg):
    """A future that follows another; cancelling it leaves the other alone."""
    inner = ensure_future(arg)
    if inner.done():
        return inner
    outer = futures._get_loop(inner).create_future()

    def inner_ended(inner):
        if outer.cancelled():
            if not inner.cancelled():
                inner.exception()
            return
        if inner.cancelled():
            outer.cancel()
            return
        error = inner.exception()
        if error is not None:
            outer.set_exception(error)
        else:
            outer.set_result(inner.result())

    def outer_ended(outer):
        if not inner.done():
            inner.remove_done_callback(inner_ended)

    inner.add_done_callback(inner_ended)
    outer.add_done_callback(outer_ended)
    return outer


def run_coroutine_threadsafe(coro, loop):
    """Run a coroutine in a loop of another thread; a thread's future."""
    if not coroutines.iscoroutine(coro):
        raise TypeError("A coroutine object is required")
    import concurrent.futures

    result = concurrent.futures.Future()

    def start():
        try:
            futures._chain_future(ensure_future(coro, loop=loop), result)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            if result.set_running_or_notify_cancel():
                result.set_exception(error)
            raise

    loop.call_soon_threadsafe(start)
    return result
