"""Futures, and bridges to the futures of threads."""

from _asyncio import Future, _set_result_unless_cancelled

from . import base_futures, events, exceptions
from .base_futures import isfuture

__all__ = "Future", "wrap_future", "isfuture"

_PyFuture = _CFuture = Future
_PENDING = base_futures._PENDING
_CANCELLED = base_futures._CANCELLED
_FINISHED = base_futures._FINISHED


def _get_loop(fut):
    """The loop of anything that behaves like a future."""
    get = getattr(fut, "get_loop", None)
    return get() if get is not None else fut._loop


def _translated(exc):
    """An exception of a thread's future as the package names it."""
    import concurrent.futures as threads

    kinds = {threads.CancelledError: exceptions.CancelledError,
             threads.InvalidStateError: exceptions.InvalidStateError}
    kind = kinds.get(type(exc))
    return exc if kind is None else kind(*exc.args).with_traceback(exc.__traceback__)


def _copy_to_thread(source, target):
    if source.cancelled():
        target.cancel()
    if not target.set_running_or_notify_cancel():
        return
    error = source.exception()
    if error is not None:
        target.set_exception(_translated(error))
    else:
        target.set_result(source.result())


def _copy_future_state(source, dest):
    """Ends `dest` as `source` has ended, unless it was cancelled in between."""
    assert source.done()
    if dest.cancelled():
        return
    assert not dest.done()
    if source.cancelled():
        dest.cancel()
        return
    error = source.exception()
    if error is not None:
        dest.set_exception(_translated(error))
    else:
        dest.set_result(source.result())


def _chain_future(source, destination):
    """The end of `source` ends `destination`; cancelling goes the other way."""
    import concurrent.futures as threads

    for name, fut in (("source", source), ("destination", destination)):
        if not isfuture(fut) and not isinstance(fut, threads.Future):
            raise TypeError(f"A future is required for {name} argument" if name == "source"
                            else "A future is required for destination argument")
    from_loop = _get_loop(source) if isfuture(source) else None
    to_loop = _get_loop(destination) if isfuture(destination) else None

    def deliver(target, origin):
        if isfuture(target):
            _copy_future_state(origin, target)
        else:
            _copy_to_thread(origin, target)

    def ended_target(target):
        if target.cancelled():
            if from_loop is None or from_loop is to_loop:
                source.cancel()
            else:
                from_loop.call_soon_threadsafe(source.cancel)

    def ended_source(origin):
        if destination.cancelled() and to_loop is not None and to_loop.is_closed():
            return
        if to_loop is None or to_loop is from_loop:
            deliver(destination, origin)
        elif not to_loop.is_closed():
            to_loop.call_soon_threadsafe(deliver, destination, origin)

    destination.add_done_callback(ended_target)
    source.add_done_callback(ended_source)


def wrap_future(future, *, loop=None):
    """A future of the loop that ends with a thread's future."""
    if isfuture(future):
        return future
    import concurrent.futures as threads

    assert isinstance(future, threads.Future), f"concurrent.futures.Future is expected, got {future!r}"
    if loop is None:
        loop = events.get_event_loop()
    wrapped = loop.create_future()
    _chain_future(future, wrapped)
    return wrapped
