"""Locks that processes share, all of them semaphores with a name nobody keeps."""

__all__ = ["Lock", "RLock", "Semaphore", "BoundedSemaphore", "Condition", "Event", "Barrier"]

import os
import sys
import threading
import time

import _multiprocessing

from . import context, process, util

RECURSIVE_MUTEX, SEMAPHORE = 0, 1
SEM_VALUE_MAX = _multiprocessing.SemLock.SEM_VALUE_MAX

sem_unlink = _multiprocessing.sem_unlink


def _cleanup_name(name):
    from . import resource_tracker

    sem_unlink(name)
    resource_tracker.unregister(name, "semaphore")


def _owner_text(semlock):
    """Who holds a lock, as far as this process can know."""
    try:
        if semlock._is_mine():
            name = process.current_process().name
            if threading.current_thread().name != "MainThread":
                name += "|" + threading.current_thread().name
            return name
        if semlock._get_value() == 1:
            return "None"
        if semlock._count() > 0:
            return "SomeOtherThread"
        return "SomeOtherProcess"
    except Exception:
        return "unknown"


class SemLock:
    """What all locks are made of."""

    def __init__(self, kind, value, maxvalue, *, ctx=None):
        if ctx is None:
            ctx = context._default_context.get_context()
        self._is_fork_ctx = ctx.get_start_method() == "fork"
        for _ in range(100):
            try:
                # A forked child inherits it; others look for its name.
                semlock = self._semlock = _multiprocessing.SemLock(kind, value, maxvalue, self._make_name(), self._is_fork_ctx)
            except FileExistsError:
                continue
            break
        else:
            raise FileExistsError("cannot find name for semaphore")
        util.debug("created semlock with handle %s" % semlock.handle)
        self._make_methods()
        util.register_after_fork(self, _forget_owner)
        if semlock.name is not None:
            from . import resource_tracker

            resource_tracker.register(semlock.name, "semaphore")
            util.Finalize(self, _cleanup_name, (semlock.name,), exitpriority=0)

    @staticmethod
    def _make_name():
        # Straight from the system: a forked child must not repeat its parent's names.
        return "%s-%s" % (process.current_process()._config["semprefix"], os.urandom(6).hex())

    def _make_methods(self):
        self.acquire = self._semlock.acquire
        self.release = self._semlock.release

    def __enter__(self):
        return self._semlock.__enter__()

    def __exit__(self, *args):
        return self._semlock.__exit__(*args)

    def __getstate__(self):
        context.assert_spawning(self)
        semlock = self._semlock
        if self._is_fork_ctx:
            raise RuntimeError("A SemLock created in a fork context is being shared with a process in a spawn context. "
                               "This is not supported. Please use the same context to create multiprocessing objects and "
                               "Process.")
        return semlock.handle, semlock.kind, semlock.maxvalue, semlock.name

    def __setstate__(self, state):
        self._semlock = _multiprocessing.SemLock._rebuild(*state)
        util.debug("recreated blocker with handle %r" % state[0])
        self._make_methods()
        self._is_fork_ctx = False


def _forget_owner(lock):
    lock._semlock._after_fork()


class Semaphore(SemLock):
    """A semaphore."""

    def __init__(self, value=1, *, ctx):
        SemLock.__init__(self, SEMAPHORE, value, SEM_VALUE_MAX, ctx=ctx)

    def get_value(self):
        """The value."""
        return self._semlock._get_value()

    def __repr__(self):
        try:
            value = self._semlock._get_value()
        except Exception:
            value = "unknown"
        return "<%s(value=%s)>" % (type(self).__name__, value)


class BoundedSemaphore(Semaphore):
    """A semaphore that cannot be released too often."""

    def __init__(self, value=1, *, ctx):
        SemLock.__init__(self, SEMAPHORE, value, value, ctx=ctx)

    def __repr__(self):
        try:
            value = self._semlock._get_value()
        except Exception:
            value = "unknown"
        return "<%s(value=%s, maxvalue=%s)>" % (type(self).__name__, value, self._semlock.maxvalue)


class Lock(SemLock):
    """A lock that is not recursive."""

    def __init__(self, *, ctx):
        SemLock.__init__(self, SEMAPHORE, 1, 1, ctx=ctx)

    def __repr__(self):
        return "<%s(owner=%s)>" % (type(self).__name__, _owner_text(self._semlock))


class RLock(SemLock):
    """A recursive lock."""

    def __init__(self, *, ctx):
        SemLock.__init__(self, RECURSIVE_MUTEX, 1, 1, ctx=ctx)

    def __repr__(self):
        name = _owner_text(self._semlock)
        try:
            if self._semlock._is_mine():
                count = self._semlock._count()
            else:
                count = {"None": 0, "SomeOtherThread": "nonzero", "SomeOtherProcess": "nonzero"}.get(name, "unknown")
        except Exception:
            count = "unknown"
        return "<%s(%s, %s)>" % (type(self).__name__, name, count)


class Condition:
    """A condition variable.

    Three semaphores count: sleepers, those that have woken up, and the one
    that sleepers wait for.
    """

    def __init__(self, lock=None, *, ctx):
        self._lock = lock or ctx.RLock()
        self._sleeping_count = ctx.Semaphore(0)
        self._woken_count = ctx.Semaphore(0)
        self._wait_semaphore = ctx.Semaphore(0)
        self._make_methods()

    def __getstate__(self):
        context.assert_spawning(self)
        return self._lock, self._sleeping_count, self._woken_count, self._wait_semaphore

    def __setstate__(self, state):
        self._lock, self._sleeping_count, self._woken_count, self._wait_semaphore = state
        self._make_methods()

    def _make_methods(self):
        self.acquire = self._lock.acquire
        self.release = self._lock.release

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def __repr__(self):
        try:
            waiters = self._sleeping_count._semlock._get_value() - self._woken_count._semlock._get_value()
        except Exception:
            waiters = "unknown"
        return "<%s(%s, %s)>" % (type(self).__name__, self._lock, waiters)

    def wait(self, timeout=None):
        """Release the lock, wait to be notified, take the lock again."""
        assert self._lock._semlock._is_mine(), "must acquire() condition before using wait()"
        self._sleeping_count.release()
        count = self._lock._semlock._count()
        for _ in range(count):
            self._lock.release()
        try:
            return self._wait_semaphore.acquire(True, timeout)
        finally:
            self._woken_count.release()
            for _ in range(count):
                self._lock.acquire()

    def notify(self, n=1):
        """Wake up to n waiters."""
        assert self._lock._semlock._is_mine(), "lock is not owned"
        assert not self._wait_semaphore.acquire(False), "notify: Should not have been able to acquire _wait_semaphore"
        # Those whose time was over have left; they sleep no longer.
        while self._woken_count.acquire(False):
            asleep = self._sleeping_count.acquire(False)
            assert asleep, "notify: Bug in sleeping_count.acquire- res should not be False"
        sleepers = 0
        while sleepers < n and self._sleeping_count.acquire(False):
            self._wait_semaphore.release()
            sleepers += 1
        if sleepers:
            for _ in range(sleepers):
                self._woken_count.acquire()
            # Whoever timed out just now has left its wake-up call behind.
            while self._wait_semaphore.acquire(False):
                pass

    def notify_all(self):
        """Wake all waiters."""
        self.notify(n=sys.maxsize)

    def wait_for(self, predicate, timeout=None):
        """Wait until a function says so."""
        result = predicate()
        if result:
            return result
        end = None if timeout is None else time.monotonic() + timeout
        while not result:
            left = None
            if end is not None:
                left = end - time.monotonic()
                if left <= 0:
                    break
            self.wait(left)
            result = predicate()
        return result


class Event:
    """An event."""

    def __init__(self, *, ctx):
        self._cond = ctx.Condition(ctx.Lock())
        self._flag = ctx.Semaphore(0)

    def is_set(self):
        """Whether the event has been set."""
        with self._cond:
            if self._flag.acquire(False):
                self._flag.release()
                return True
            return False

    def set(self):
        """Set the event and wake all waiters."""
        with self._cond:
            self._flag.acquire(False)
            self._flag.release()
            self._cond.notify_all()

    def clear(self):
        """Unset the event."""
        with self._cond:
            self._flag.acquire(False)

    def wait(self, timeout=None):
        """Wait until the event is set."""
        with self._cond:
            if self._flag.acquire(False):
                self._flag.release()
            else:
                self._cond.wait(timeout)
            if self._flag.acquire(False):
                self._flag.release()
                return True
            return False

    def __repr__(self):
        status = "set" if self.is_set() else "unset"
        return f"<{type(self).__qualname__} at {id(self):#x} {status}>"


class Barrier(threading.Barrier):
    """A barrier whose state lies in shared memory."""

    def __init__(self, parties, action=None, timeout=None, *, ctx):
        from .heap import BufferWrapper

        self.__setstate__((parties, action, timeout, ctx.Condition(), BufferWrapper(8)))
        self._state = 0
        self._count = 0

    def __setstate__(self, state):
        self._parties, self._action, self._timeout, self._cond, self._wrapper = state
        self._array = self._wrapper.create_memoryview().cast("i")

    def __getstate__(self):
        return self._parties, self._action, self._timeout, self._cond, self._wrapper

    def __repr__(self):
        cls = type(self)
        text = f"{cls.__module__}.{cls.__qualname__} at {id(self):#x}"
        if self.broken:
            return f"<{text}: broken>"
        return f"<{text}: waiters={self.n_waiting}/{self.parties}>"

    @property
    def _state(self):
        return self._array[0]

    @_state.setter
    def _state(self, value):
        self._array[0] = value

    @property
    def _count(self):
        return self._array[1]

    @_count.setter
    def _count(self, value):
        self._array[1] = value
