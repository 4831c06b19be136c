"""Futures and what all executors have in common.

A future is a state and a result under one condition. Who waits for several
futures puts a waiter into each, which counts those that have finished.
"""

import collections
import threading
import time

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"
_AS_COMPLETED = "_AS_COMPLETED"

PENDING = "PENDING"
RUNNING = "RUNNING"
# Cancelled by somebody; the executor has not noticed yet.
CANCELLED = "CANCELLED"
# Noticed, and the waiters know.
CANCELLED_AND_NOTIFIED = "CANCELLED_AND_NOTIFIED"
FINISHED = "FINISHED"

_FUTURE_STATES = [PENDING, RUNNING, CANCELLED, CANCELLED_AND_NOTIFIED, FINISHED]
_STATE_TO_DESCRIPTION_MAP = {PENDING: "pending", RUNNING: "running", CANCELLED: "cancelled",
                             CANCELLED_AND_NOTIFIED: "cancelled", FINISHED: "finished"}
_SETTLED = (CANCELLED_AND_NOTIFIED, FINISHED)
_DONE = (CANCELLED, CANCELLED_AND_NOTIFIED, FINISHED)


def __getattr__(name):
    # Most programs never log anything, so `logging` is loaded when it is needed.
    if name != "LOGGER":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return _logger()


def _logger():
    global LOGGER
    import logging
    LOGGER = logging.getLogger("concurrent.futures")
    return LOGGER


class Error(Exception):
    """What goes wrong with futures."""


class CancelledError(Error):
    """The Future was cancelled."""


TimeoutError = TimeoutError


class InvalidStateError(Error):
    """The operation is not allowed in this state."""


class BrokenExecutor(RuntimeError):
    """The executor can do nothing any more."""


class _Waiter:
    """Learns of futures that finish; its event says when waiting is over."""

    def __init__(self):
        self.event = threading.Event()
        self.finished_futures = []

    def add_result(self, future):
        self.finished_futures.append(future)

    add_exception = add_result
    add_cancelled = add_result


class _AsCompletedWaiter(_Waiter):
    """Over, for the moment, whenever one has finished."""

    def __init__(self):
        super().__init__()
        self.lock = threading.Lock()

    def _note(self, future):
        with self.lock:
            self.finished_futures.append(future)
            self.event.set()

    add_result = add_exception = add_cancelled = _note


class _FirstCompletedWaiter(_Waiter):
    """Over when the first one has finished."""

    def _note(self, future):
        self.finished_futures.append(future)
        self.event.set()

    add_result = add_exception = add_cancelled = _note


class _AllCompletedWaiter(_Waiter):
    """Over when all have finished, or when the first one has failed."""

    def __init__(self, num_pending_calls, stop_on_exception):
        super().__init__()
        self.num_pending_calls = num_pending_calls
        self.stop_on_exception = stop_on_exception
        self.lock = threading.Lock()

    def _count(self):
        with self.lock:
            self.num_pending_calls -= 1
            if not self.num_pending_calls:
                self.event.set()

    def add_result(self, future):
        super().add_result(future)
        self._count()

    def add_exception(self, future):
        super().add_exception(future)
        if self.stop_on_exception:
            self.event.set()
        else:
            self._count()

    def add_cancelled(self, future):
        super().add_cancelled(future)
        self._count()


class _AcquireFutures:
    """Holds the conditions of several futures, always in the same order."""

    def __init__(self, futures):
        self.futures = sorted(futures, key=id)

    def __enter__(self):
        held = []
        try:
            for future in self.futures:
                future._condition.acquire()
                held.append(future)
        except BaseException:
            _release(held)
            raise

    def __exit__(self, *exc_info):
        _release(self.futures)


def _release(futures):
    for future in reversed(futures):
        future._condition.release()


def _create_and_install_waiters(fs, return_when):
    if return_when == _AS_COMPLETED:
        waiter = _AsCompletedWaiter()
    elif return_when == FIRST_COMPLETED:
        waiter = _FirstCompletedWaiter()
    elif return_when in (FIRST_EXCEPTION, ALL_COMPLETED):
        pending = sum(future._state not in _SETTLED for future in fs)
        waiter = _AllCompletedWaiter(pending, return_when == FIRST_EXCEPTION)
    else:
        raise ValueError(f"Invalid return condition: {return_when!r}")
    for future in fs:
        future._waiters.append(waiter)
    return waiter


def _remove_waiter(future, waiter):
    with future._condition:
        future._waiters.remove(waiter)


def as_completed(fs, timeout=None):
    """Yield the futures in the order in which they finish, each once."""
    end = None if timeout is None else time.monotonic() + timeout
    fs = set(fs)
    total = len(fs)
    with _AcquireFutures(fs):
        ready = [future for future in fs if future._state in _SETTLED]
        pending = fs.difference(ready)
        waiter = _create_and_install_waiters(fs, _AS_COMPLETED)
    # References to futures that the caller has had are not kept.
    del fs
    try:
        while ready:
            future = ready.pop()
            _remove_waiter(future, waiter)
            yield future
            del future
        while pending:
            left = None
            if end is not None:
                left = end - time.monotonic()
                if left < 0:
                    raise TimeoutError(f"{len(pending)} (of {total}) futures unfinished")
            waiter.event.wait(left)
            with waiter.lock:
                ready = waiter.finished_futures
                waiter.finished_futures = []
                waiter.event.clear()
            pending.difference_update(ready)
            ready.reverse()
            while ready:
                future = ready.pop()
                _remove_waiter(future, waiter)
                yield future
                del future
    finally:
        for future in pending:
            _remove_waiter(future, waiter)


DoneAndNotDoneFutures = collections.namedtuple("DoneAndNotDoneFutures", "done not_done")


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    """Wait for futures; gives those that are done and those that are not."""
    fs = set(fs)
    with _AcquireFutures(fs):
        done = {future for future in fs if future._state in _SETTLED}
        not_done = fs - done
        if return_when == FIRST_COMPLETED and done:
            return DoneAndNotDoneFutures(done, not_done)
        if return_when == FIRST_EXCEPTION and any(
                not future.cancelled() and future._exception is not None for future in done):
            return DoneAndNotDoneFutures(done, not_done)
        if len(done) == len(fs):
            return DoneAndNotDoneFutures(done, not_done)
        waiter = _create_and_install_waiters(fs, return_when)
    waiter.event.wait(timeout)
    for future in fs:
        _remove_waiter(future, waiter)
    done.update(waiter.finished_futures)
    return DoneAndNotDoneFutures(done, fs - done)


def _result_or_cancel(fut, timeout=None):
    # The exception's traceback would keep the future alive through this frame.
    try:
        try:
            return fut.result(timeout)
        finally:
            fut.cancel()
    finally:
        del fut


class Future:
    """A result that somebody else works on."""

    def __init__(self):
        self._condition = threading.Condition()
        self._state = PENDING
        self._result = None
        self._exception = None
        self._waiters = []
        self._done_callbacks = []

    def __repr__(self):
        with self._condition:
            text = f"{type(self).__name__} at {id(self):#x} state={_STATE_TO_DESCRIPTION_MAP[self._state]}"
            if self._state == FINISHED:
                if self._exception:
                    text += f" raised {type(self._exception).__name__}"
                else:
                    text += f" returned {type(self._result).__name__}"
            return f"<{text}>"

    def _invoke_callbacks(self):
        for callback in self._done_callbacks:
            try:
                callback(self)
            except Exception:
                _logger().exception("exception calling callback for %r", self)

    def cancel(self):
        """Cancel the work if it has not begun; tells whether it is cancelled."""
        with self._condition:
            if self._state in (RUNNING, FINISHED):
                return False
            if self._state in (CANCELLED, CANCELLED_AND_NOTIFIED):
                return True
            self._state = CANCELLED
            self._condition.notify_all()
        self._invoke_callbacks()
        return True

    def cancelled(self):
        """Whether it was cancelled."""
        with self._condition:
            return self._state in (CANCELLED, CANCELLED_AND_NOTIFIED)

    def running(self):
        """Whether the work has begun and not ended."""
        with self._condition:
            return self._state == RUNNING

    def done(self):
        """Whether it was cancelled or has finished."""
        with self._condition:
            return self._state in _DONE

    def __get_result(self):
        if self._exception is not None:
            try:
                raise self._exception
            finally:
                # No cycle through the exception's traceback.
                self = None
        return self._result

    def add_done_callback(self, fn):
        """Have fn called with the future when it is done; at once if it is."""
        with self._condition:
            if self._state not in _DONE:
                self._done_callbacks.append(fn)
                return
        try:
            fn(self)
        except Exception:
            _logger().exception("exception calling callback for %r", self)

    def _await_end(self, timeout):
        if self._state not in _DONE:
            self._condition.wait(timeout)
        if self._state in (CANCELLED, CANCELLED_AND_NOTIFIED):
            raise CancelledError()
        if self._state != FINISHED:
            raise TimeoutError()

    def result(self, timeout=None):
        """The result, or the exception that the work raised; waits for it."""
        try:
            with self._condition:
                if self._state == FINISHED:
                    return self.__get_result()
                self._await_end(timeout)
                return self.__get_result()
        finally:
            self = None

    def exception(self, timeout=None):
        """The exception that the work raised, or None; waits for its end."""
        with self._condition:
            self._await_end(timeout)
            return self._exception

    # What executors call.

    def set_running_or_notify_cancel(self):
        """Begin the work; False when it has been cancelled."""
        with self._condition:
            if self._state == CANCELLED:
                self._state = CANCELLED_AND_NOTIFIED
                for waiter in self._waiters:
                    waiter.add_cancelled(self)
                return False
            if self._state == PENDING:
                self._state = RUNNING
                return True
            _logger().critical("Future %s in unexpected state: %s", id(self), self._state)
            raise RuntimeError("Future in unexpected state")

    def _settle(self, result, exception, tell):
        with self._condition:
            if self._state in _DONE:
                raise InvalidStateError(f"{self._state}: {self!r}")
            self._result = result
            self._exception = exception
            self._state = FINISHED
            for waiter in self._waiters:
                getattr(waiter, tell)(self)
            self._condition.notify_all()
        self._invoke_callbacks()

    def set_result(self, result):
        """Finish with a result."""
        self._settle(result, None, "add_result")

    def set_exception(self, exception):
        """Finish with an exception."""
        self._settle(None, exception, "add_exception")

    __class_getitem__ = classmethod(type(list[int]))


class Executor:
    """Something that calls functions for others."""

    def submit(self, fn, /, *args, **kwargs):
        """Have fn called with the arguments; gives a future of its result."""
        raise NotImplementedError()

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        """The results of fn for the items of the iterables, in their order."""
        end = None if timeout is None else time.monotonic() + timeout
        fs = [self.submit(fn, *args) for args in zip(*iterables)]

        # Everything has been submitted before the first result is asked for.
        def result_iterator():
            try:
                # Reversed, so that popping lets go of each future at once.
                fs.reverse()
                while fs:
                    if end is None:
                        yield _result_or_cancel(fs.pop())
                    else:
                        yield _result_or_cancel(fs.pop(), end - time.monotonic())
            finally:
                for future in fs:
                    future.cancel()

        return result_iterator()

    def shutdown(self, wait=True, *, cancel_futures=False):
        """Take no more work; wait for what there is."""

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown(wait=True)
        return False
