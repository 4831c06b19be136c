"""`async with timeout(...)`: cancels the block when the time is up."""

import enum

from . import events, exceptions, tasks

__all__ = "Timeout", "timeout", "timeout_at"


class _State(enum.Enum):
    CREATED = "created"
    ENTERED = "active"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    EXITED = "finished"


class Timeout:
    """Cancels the task that entered it at a time of the loop's clock."""

    def __init__(self, when):
        self._state = _State.CREATED
        self._timer = self._task = None
        self._when = when

    def when(self):
        """The time, or None for never."""
        return self._when

    def reschedule(self, when):
        """Another time, or None for never."""
        if self._state is not _State.ENTERED:
            if self._state is _State.CREATED:
                raise RuntimeError("Timeout has not been entered")
            raise RuntimeError(f"Cannot change state of {self._state.value} Timeout")
        self._when = when
        if self._timer is not None:
            self._timer.cancel()
        if when is None:
            self._timer = None
            return
        loop = events.get_running_loop()
        if when <= loop.time():
            self._timer = loop.call_soon(self._on_timeout)
        else:
            self._timer = loop.call_at(when, self._on_timeout)

    def expired(self):
        """Whether the time was up before the block ended."""
        return self._state in (_State.EXPIRING, _State.EXPIRED)

    def __repr__(self):
        words = ["Timeout", f"[{self._state.value}]"]
        if self._state is _State.ENTERED:
            when = round(self._when, 3) if self._when is not None else None
            words.append(f"when={when}")
        return f"<{' '.join(words)}>"

    async def __aenter__(self):
        if self._state is not _State.CREATED:
            raise RuntimeError("Timeout has already been entered")
        task = tasks.current_task()
        if task is None:
            raise RuntimeError("Timeout should be used inside a task")
        self._state = _State.ENTERED
        self._task = task
        self._cancelling = task.cancelling()
        self.reschedule(self._when)
        return self

    async def __aexit__(self, exc_type, exc_val, exc_tb):
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._state is _State.ENTERED:
            self._state = _State.EXITED
        elif self._state is _State.EXPIRING:
            self._state = _State.EXPIRED
            # Only this timeout's own cancellation becomes a TimeoutError.
            if self._task.uncancel() <= self._cancelling and exc_type is not None:
                if issubclass(exc_type, exceptions.CancelledError):
                    raise TimeoutError from exc_val
                if exc_val is not None:
                    self._insert_timeout_error(exc_val)
                    if isinstance(exc_val, ExceptionGroup):
                        for error in exc_val.exceptions:
                            self._insert_timeout_error(error)
        return None

    def _on_timeout(self):
        self._task.cancel()
        self._state = _State.EXPIRING
        self._timer = None

    @staticmethod
    def _insert_timeout_error(error):
        """Puts a TimeoutError between an exception and the cancellation it came from."""
        while error.__context__ is not None:
            if isinstance(error.__context__, exceptions.CancelledError):
                expiry = TimeoutError()
                expiry.__context__ = expiry.__cause__ = error.__context__
                error.__context__ = expiry
                break
            error = error.__context__


def timeout(delay):
    """A timeout after some seconds, or None for never."""
    loop = events.get_running_loop()
    return Timeout(loop.time() + delay if delay is not None else None)


def timeout_at(when):
    """A timeout at a time of the loop's clock, or None for never."""
    return Timeout(when)
