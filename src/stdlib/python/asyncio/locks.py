"""Locks of tasks: Lock, Event, Condition, Semaphore, BoundedSemaphore, Barrier.

None of them blocks a thread. Whoever waits has a future in a queue, and the
first in the queue is woken first.
"""

import collections
import enum

from . import exceptions, mixins

__all__ = "Lock", "Event", "Condition", "Semaphore", "BoundedSemaphore", "Barrier"


class _Held:
    """`async with` around acquire and release."""

    async def __aenter__(self):
        await self.acquire()
        return None

    async def __aexit__(self, exc_type, exc, tb):
        self.release()


def _shown(lock, state, waiters):
    """The default text with the state behind it."""
    text = object.__repr__(lock)
    if waiters:
        state = f"{state}, waiters:{len(waiters)}"
    return f"<{text[1:-1]} [{state}]>"


class Lock(_Held, mixins._LoopBoundMixin):
    """At most one task holds it; the others wait in order."""

    def __init__(self):
        self._waiters = None
        self._locked = False

    def __repr__(self):
        return _shown(self, "locked" if self._locked else "unlocked", self._waiters)

    def locked(self):
        """Whether some task holds it."""
        return self._locked

    async def acquire(self):
        """Wait until the lock is free, then hold it."""
        if not self._locked and (self._waiters is None or all(turn.cancelled() for turn in self._waiters)):
            self._locked = True
            return True
        if self._waiters is None:
            self._waiters = collections.deque()
        turn = self._get_loop().create_future()
        self._waiters.append(turn)
        try:
            try:
                await turn
            finally:
                self._waiters.remove(turn)
        except exceptions.CancelledError:
            # The turn may have been given to this task just before it was cancelled.
            if not self._locked:
                self._wake_up_first()
            raise
        self._locked = True
        return True

    def release(self):
        """Free the lock and wake the first that waits."""
        if not self._locked:
            raise RuntimeError("Lock is not acquired.")
        self._locked = False
        self._wake_up_first()

    def _wake_up_first(self):
        first = next(iter(self._waiters), None) if self._waiters else None
        if first is not None and not first.done():
            first.set_result(True)


class Event(mixins._LoopBoundMixin):
    """A flag that tasks can wait for."""

    def __init__(self):
        self._waiters = collections.deque()
        self._value = False

    def __repr__(self):
        return _shown(self, "set" if self._value else "unset", self._waiters)

    def is_set(self):
        """Whether the flag is up."""
        return self._value

    def set(self):
        """Put the flag up and wake everybody."""
        if self._value:
            return
        self._value = True
        for turn in self._waiters:
            if not turn.done():
                turn.set_result(True)

    def clear(self):
        """Take the flag down."""
        self._value = False

    async def wait(self):
        """Wait until the flag is up."""
        if self._value:
            return True
        turn = self._get_loop().create_future()
        self._waiters.append(turn)
        try:
            await turn
            return True
        finally:
            self._waiters.remove(turn)


class Condition(_Held, mixins._LoopBoundMixin):
    """A lock whose holders can wait for others to notify them."""

    def __init__(self, lock=None):
        self._lock = lock = Lock() if lock is None else lock
        self.locked, self.acquire, self.release = lock.locked, lock.acquire, lock.release
        self._waiters = collections.deque()

    def __repr__(self):
        return _shown(self, "locked" if self.locked() else "unlocked", self._waiters)

    async def wait(self):
        """Free the lock, wait for a notification, take the lock again."""
        if not self.locked():
            raise RuntimeError("cannot wait on un-acquired lock")
        turn = self._get_loop().create_future()
        self.release()
        try:
            try:
                self._waiters.append(turn)
                try:
                    await turn
                    return True
                finally:
                    self._waiters.remove(turn)
            finally:
                # The lock has to be held again whatever happens; a cancellation
                # in between is raised afterwards.
                interruption = None
                while True:
                    try:
                        await self.acquire()
                        break
                    except exceptions.CancelledError as error:
                        interruption = error
                if interruption is not None:
                    try:
                        raise interruption
                    finally:
                        interruption = None
        except BaseException:
            # This task may have been notified for nothing: pass it on.
            self._notify(1)
            raise

    async def wait_for(self, predicate):
        """Wait until the predicate is true; its value."""
        while not (result := predicate()):
            await self.wait()
        return result

    def notify(self, n=1):
        """Wake up to n tasks that wait."""
        if not self.locked():
            raise RuntimeError("cannot notify on un-acquired lock")
        self._notify(n)

    def _notify(self, n):
        for turn in self._waiters:
            if n <= 0:
                break
            if not turn.done():
                n -= 1
                turn.set_result(False)

    def notify_all(self):
        """Wake all tasks that wait."""
        self.notify(len(self._waiters))


class Semaphore(_Held, mixins._LoopBoundMixin):
    """A counter that goes down with acquire and up with release, never below zero."""

    def __init__(self, value=1):
        if value < 0:
            raise ValueError("Semaphore initial value must be >= 0")
        self._waiters = None
        self._value = value

    def __repr__(self):
        return _shown(self, "locked" if self.locked() else f"unlocked, value:{self._value}", self._waiters)

    def locked(self):
        """Whether acquire would have to wait."""
        return self._value == 0 or any(not turn.cancelled() for turn in self._waiters or ())

    async def acquire(self):
        """Wait until the counter is above zero, then count down."""
        if not self.locked():
            self._value -= 1
            return True
        if self._waiters is None:
            self._waiters = collections.deque()
        turn = self._get_loop().create_future()
        self._waiters.append(turn)
        try:
            try:
                await turn
            finally:
                self._waiters.remove(turn)
        except exceptions.CancelledError:
            if turn.done() and not turn.cancelled():
                # The place was given to this task already: give it back.
                self._value += 1
            raise
        finally:
            while self._value > 0:
                if not self._wake_up_next():
                    break
        return True

    def release(self):
        """Count up and wake the first that waits."""
        self._value += 1
        self._wake_up_next()

    def _wake_up_next(self):
        for turn in self._waiters or ():
            if not turn.done():
                self._value -= 1
                turn.set_result(True)
                return True
        return False


class BoundedSemaphore(Semaphore):
    """A semaphore that cannot count beyond its first value."""

    def __init__(self, value=1):
        self._bound_value = value
        super().__init__(value)

    def release(self):
        if self._value >= self._bound_value:
            raise ValueError("BoundedSemaphore released too many times")
        super().release()


class _BarrierState(enum.Enum):
    FILLING = "filling"
    DRAINING = "draining"
    RESETTING = "resetting"
    BROKEN = "broken"


class Barrier(mixins._LoopBoundMixin):
    """A place where a number of tasks wait for each other."""

    def __init__(self, parties):
        if parties < 1:
            raise ValueError("parties must be > 0")
        self._cond = Condition()
        self._parties = parties
        self._state = _BarrierState.FILLING
        self._count = 0

    def __repr__(self):
        text = object.__repr__(self)
        waiting = "" if self.broken else f", waiters:{self.n_waiting}/{self.parties}"
        return f"<{text[1:-1]} [{self._state.value}{waiting}]>"

    async def __aenter__(self):
        return await self.wait()

    async def __aexit__(self, *args):
        pass

    async def wait(self):
        """Wait for the others; the position in which this task came."""
        async with self._cond:
            await self._enter()
            try:
                place = self._count
                self._count += 1
                if place + 1 == self._parties:
                    self._state = _BarrierState.DRAINING
                    self._cond.notify_all()
                else:
                    await self._until_full()
                return place
            finally:
                self._count -= 1
                self._leave()

    async def _enter(self):
        await self._cond.wait_for(lambda: self._state not in (_BarrierState.DRAINING, _BarrierState.RESETTING))
        if self._state is _BarrierState.BROKEN:
            raise exceptions.BrokenBarrierError("Barrier aborted")

    async def _until_full(self):
        await self._cond.wait_for(lambda: self._state is not _BarrierState.FILLING)
        if self._state in (_BarrierState.BROKEN, _BarrierState.RESETTING):
            raise exceptions.BrokenBarrierError("Abort or reset of barrier")

    def _leave(self):
        if self._count == 0:
            if self._state in (_BarrierState.RESETTING, _BarrierState.DRAINING):
                self._state = _BarrierState.FILLING
            self._cond.notify_all()

    async def reset(self):
        """Send away everybody who waits; the barrier is as new."""
        async with self._cond:
            if self._count > 0:
                if self._state is not _BarrierState.RESETTING:
                    self._state = _BarrierState.RESETTING
            else:
                self._state = _BarrierState.FILLING
            self._cond.notify_all()

    async def abort(self):
        """Break the barrier: everybody who waits gets BrokenBarrierError."""
        async with self._cond:
            self._state = _BarrierState.BROKEN
            self._cond.notify_all()

    @property
    def parties(self):
        """How many tasks pass together."""
        return self._parties

    @property
    def n_waiting(self):
        """How many wait now."""
        return self._count if self._state is _BarrierState.FILLING else 0

    @property
    def broken(self):
        """Whether the barrier was aborted."""
        return self._state is _BarrierState.BROKEN
