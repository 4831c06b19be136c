"""Threads and what they use to wait for each other.

Starting a thread, plain and reentrant locks and thread-local data are native
(`_thread`); everything else is built on locks here. A thread that waits on a
condition sleeps on a lock of its own, which a notifier releases.

Few modules are imported, because many programs start with this one.

`settrace` and `setprofile` keep their function and hand it to `sys` in each
new thread, so they can do what `sys.settrace` and `sys.setprofile` can.
"""

import posix as _os
import sys as _sys
import _thread
from _collections import deque as _deque
from itertools import count as _numbers
from time import monotonic as _time
from _thread import (TIMEOUT_MAX, _ExceptHookArgs as ExceptHookArgs, _count, _excepthook as excepthook,
                     _get_main_thread_ident, _is_main_interpreter, _local as local, _make_thread_handle,
                     _shutdown as _thread_shutdown, _ThreadHandle, allocate_lock as _allocate_lock,
                     daemon_threads_allowed as _daemon_threads_allowed, error as ThreadError, get_ident,
                     get_native_id, stack_size, start_joinable_thread as _start_joinable_thread)

__all__ = ["get_ident", "active_count", "Condition", "current_thread", "enumerate", "main_thread", "TIMEOUT_MAX",
           "Event", "Lock", "RLock", "Semaphore", "BoundedSemaphore", "Thread", "Barrier", "BrokenBarrierError",
           "Timer", "ThreadError", "setprofile", "settrace", "local", "stack_size", "excepthook", "ExceptHookArgs",
           "gettrace", "getprofile", "setprofile_all_threads", "settrace_all_threads", "get_native_id"]

__excepthook__ = excepthook
_HAVE_THREAD_NATIVE_ID = True

Lock = _thread.lock
_LockType = Lock
_CRLock = _thread.RLock


def RLock(*args, **kwargs):
    """A lock that its owner may take again; it is free when it has been released as often."""
    return _CRLock(*args, **kwargs)


_RLock = _PyRLock = _CRLock


class Condition:
    """Waiting under a lock until another thread says that something has changed."""

    def __init__(self, lock=None):
        if lock is None:
            lock = RLock()
        self._lock = lock
        self.acquire = lock.acquire
        self.release = lock.release
        # A reentrant lock must be let go of completely, however deep it is held.
        for name in ("_release_save", "_acquire_restore", "_is_owned"):
            method = getattr(lock, name, None)
            if method is not None:
                setattr(self, name, method)
        self._waiters = _deque()

    def _at_fork_reinit(self):
        self._lock._at_fork_reinit()
        self._waiters.clear()

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *exc_info):
        return self._lock.__exit__(*exc_info)

    def __repr__(self):
        return f"<Condition({self._lock}, {len(self._waiters)})>"

    def _release_save(self):
        self._lock.release()

    def _acquire_restore(self, state):
        self._lock.acquire()

    def _is_owned(self):
        # A plain lock has no owner; one that cannot be taken is taken to be ours.
        if self._lock.acquire(False):
            self._lock.release()
            return False
        return True

    def wait(self, timeout=None):
        """Let go of the lock until notified or until the time is over; tells which."""
        if not self._is_owned():
            raise RuntimeError("cannot wait on un-acquired lock")
        ticket = _allocate_lock()
        ticket.acquire()
        self._waiters.append(ticket)
        state = self._release_save()
        notified = False
        try:
            if timeout is None:
                notified = ticket.acquire()
            elif timeout > 0:
                notified = ticket.acquire(True, timeout)
            else:
                notified = ticket.acquire(False)
            return notified
        finally:
            self._acquire_restore(state)
            if not notified:
                try:
                    self._waiters.remove(ticket)
                except ValueError:
                    pass

    def wait_for(self, predicate, timeout=None):
        """Wait until the predicate holds; gives its last value."""
        result = predicate()
        end = None
        while not result:
            left = None
            if timeout is not None:
                now = _time()
                if end is None:
                    end = now + timeout
                left = end - now
                if left <= 0:
                    break
            self.wait(left)
            result = predicate()
        return result

    def notify(self, n=1):
        """Wake up to n of the threads that wait, the first ones first."""
        if not self._is_owned():
            raise RuntimeError("cannot notify on un-acquired lock")
        waiters = self._waiters
        while waiters and n > 0:
            ticket = waiters.popleft()
            try:
                ticket.release()
            except RuntimeError:
                # Its thread is gone already: the time was over just now.
                continue
            n -= 1

    def notify_all(self):
        """Wake all threads that wait."""
        self.notify(len(self._waiters))

    def notifyAll(self):
        """The old name of notify_all()."""
        _deprecated("notifyAll() is deprecated, use notify_all() instead")
        self.notify_all()


def _deprecated(message):
    import warnings
    warnings.warn(message, DeprecationWarning, stacklevel=3)


def _place(thing):
    kind = type(thing)
    return f"{kind.__module__}.{kind.__qualname__} at {id(thing):#x}"


class Semaphore:
    """A counter that threads wait for when it is used up."""

    def __init__(self, value=1):
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._cond = Condition(Lock())
        self._value = value

    def __repr__(self):
        return f"<{_place(self)}: value={self._value}>"

    def acquire(self, blocking=True, timeout=None):
        """Count down by one, waiting while the counter is zero."""
        if not blocking and timeout is not None:
            raise ValueError("can't specify timeout for non-blocking acquire")
        end = None
        with self._cond:
            while self._value == 0:
                if not blocking:
                    return False
                if timeout is not None:
                    if end is None:
                        end = _time() + timeout
                    else:
                        timeout = end - _time()
                        if timeout <= 0:
                            return False
                self._cond.wait(timeout)
            self._value -= 1
        return True

    __enter__ = acquire

    def __exit__(self, kind, value, traceback):
        self.release()

    def release(self, n=1):
        """Count up by n and wake as many threads."""
        if n < 1:
            raise ValueError("n must be one or more")
        with self._cond:
            self._value += n
            self._cond.notify(n)


class BoundedSemaphore(Semaphore):
    """A semaphore that is never released more often than acquired."""

    def __init__(self, value=1):
        super().__init__(value)
        self._initial_value = value

    def __repr__(self):
        return f"<{_place(self)}: value={self._value}/{self._initial_value}>"

    def release(self, n=1):
        """Count up by n, but not beyond the value at the start."""
        if n < 1:
            raise ValueError("n must be one or more")
        with self._cond:
            if self._value + n > self._initial_value:
                raise ValueError("Semaphore released too many times")
            self._value += n
            self._cond.notify(n)


class Event:
    """A flag that threads wait for."""

    def __init__(self):
        self._cond = Condition(Lock())
        self._flag = False

    def __repr__(self):
        return f"<{_place(self)}: {'set' if self._flag else 'unset'}>"

    def _at_fork_reinit(self):
        self._cond._at_fork_reinit()

    def is_set(self):
        """Whether the flag is true."""
        return self._flag

    def isSet(self):
        """The old name of is_set()."""
        _deprecated("isSet() is deprecated, use is_set() instead")
        return self.is_set()

    def set(self):
        """Make the flag true and wake everybody who waits for it."""
        with self._cond:
            self._flag = True
            self._cond.notify_all()

    def clear(self):
        """Make the flag false."""
        with self._cond:
            self._flag = False

    def wait(self, timeout=None):
        """Wait until the flag is true or the time is over; gives the flag."""
        with self._cond:
            flag = self._flag
            if not flag:
                flag = self._cond.wait(timeout)
            return flag


class BrokenBarrierError(RuntimeError):
    """A thread has left the barrier before all had come, or it was reset."""


class Barrier:
    """A place where a fixed number of threads wait for each other, again and again."""

    # Threads arrive while it fills. When the last one has come they leave, and
    # nobody enters the next round before all have left.
    _FILLING, _DRAINING, _RESETTING, _BROKEN = 0, 1, -1, -2

    def __init__(self, parties, action=None, timeout=None):
        if parties < 1:
            raise ValueError("parties must be > 0")
        self._cond = Condition(Lock())
        self._action = action
        self._timeout = timeout
        self._parties = parties
        self._state = self._FILLING
        self._count = 0

    def __repr__(self):
        if self.broken:
            return f"<{_place(self)}: broken>"
        return f"<{_place(self)}: waiters={self.n_waiting}/{self.parties}>"

    def wait(self, timeout=None):
        """Wait for the others; gives each thread of a round another number."""
        if timeout is None:
            timeout = self._timeout
        with self._cond:
            while self._state in (self._DRAINING, self._RESETTING):
                self._cond.wait()
            if self._state == self._BROKEN:
                raise BrokenBarrierError
            index = self._count
            self._count += 1
            try:
                if self._count == self._parties:
                    self._open()
                else:
                    self._stay(timeout)
                return index
            finally:
                self._count -= 1
                if self._count == 0 and self._state in (self._DRAINING, self._RESETTING):
                    self._state = self._FILLING
                    self._cond.notify_all()

    def _open(self):
        try:
            if self._action:
                self._action()
        except:
            self._break()
            raise
        self._state = self._DRAINING
        self._cond.notify_all()

    def _stay(self, timeout):
        if not self._cond.wait_for(lambda: self._state != self._FILLING, timeout):
            self._break()
            raise BrokenBarrierError
        if self._state != self._DRAINING:
            raise BrokenBarrierError

    def _break(self):
        self._state = self._BROKEN
        self._cond.notify_all()

    def reset(self):
        """Begin anew; threads that wait now get BrokenBarrierError."""
        with self._cond:
            if self._count == 0:
                self._state = self._FILLING
            elif self._state in (self._FILLING, self._BROKEN):
                self._state = self._RESETTING
            self._cond.notify_all()

    def abort(self):
        """Break the barrier: everybody gets BrokenBarrierError until it is reset."""
        with self._cond:
            self._break()

    @property
    def parties(self):
        """How many threads it takes."""
        return self._parties

    @property
    def n_waiting(self):
        """How many threads wait at the moment."""
        return self._count if self._state == self._FILLING else 0

    @property
    def broken(self):
        """Whether it is broken."""
        return self._state == self._BROKEN


_counter = _numbers(1).__next__


def _newname(template):
    return template % _counter()


# Started threads by identity, and those that are about to run, by themselves.
_active_limbo_lock = RLock()
_active = {}
_limbo = {}

_trace_hook = None
_profile_hook = None


def setprofile(func):
    """Have sys.setprofile called with func in each thread started from now on."""
    global _profile_hook
    _profile_hook = func


def getprofile():
    """The function given to setprofile()."""
    return _profile_hook


def setprofile_all_threads(func):
    """setprofile() for this thread too."""
    setprofile(func)
    _sys.setprofile(func)


def settrace(func):
    """Have sys.settrace called with func in each thread started from now on."""
    global _trace_hook
    _trace_hook = func


def gettrace():
    """The function given to settrace()."""
    return _trace_hook


def settrace_all_threads(func):
    """settrace() for this thread too."""
    settrace(func)
    _sys.settrace(func)


class Thread:
    """An activity that runs in a thread of its own: a function, or an overridden run()."""

    _initialized = False

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        assert group is None, "group argument must be None for now"
        if name:
            name = str(name)
        else:
            name = _newname("Thread-%d")
            if target is not None:
                try:
                    name = f"{name} ({target.__name__})"
                except AttributeError:
                    pass
        self._target = target
        self._name = name
        self._args = args
        self._kwargs = {} if kwargs is None else kwargs
        if daemon is None:
            daemon = current_thread().daemon
        elif daemon and not _daemon_threads_allowed():
            raise RuntimeError("daemon threads are disabled in this (sub)interpreter")
        self._daemonic = daemon
        self._ident = None
        self._native_id = None
        self._handle = _ThreadHandle()
        self._started = Event()
        self._initialized = True
        self._invoke_excepthook = _make_invoke_excepthook()

    def __repr__(self):
        assert self._initialized, "Thread.__init__() was not called"
        state = "initial"
        if self._started.is_set():
            state = "stopped" if self._handle.is_done() else "started"
        if self._daemonic:
            state += " daemon"
        if self._ident is not None:
            state += f" {self._ident}"
        return f"<{type(self).__name__}({self._name}, {state})>"

    def start(self):
        """Let run() run in a thread of its own."""
        if not self._initialized:
            raise RuntimeError("thread.__init__() not called")
        if self._started.is_set():
            raise RuntimeError("threads can only be started once")
        with _active_limbo_lock:
            _limbo[self] = self
        try:
            _start_joinable_thread(self._bootstrap, handle=self._handle, daemon=self.daemon)
        except Exception:
            with _active_limbo_lock:
                del _limbo[self]
            raise
        self._started.wait()

    def run(self):
        """What the thread does: call the target, unless a subclass has something else in mind."""
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)
        finally:
            # What the thread has worked on need not live as long as its object.
            del self._target, self._args, self._kwargs

    def _bootstrap(self):
        try:
            self._bootstrap_inner()
        except:
            # A daemon thread finds its world taken apart at the end of the program.
            if self._daemonic and _sys is None:
                return
            raise

    def _set_ident(self):
        self._ident = get_ident()

    def _set_native_id(self):
        self._native_id = get_native_id()

    def _bootstrap_inner(self):
        try:
            self._set_ident()
            self._set_native_id()
            _thread._set_name(self._name)
            with _active_limbo_lock:
                _active[self._ident] = self
                del _limbo[self]
            self._started.set()
            if _trace_hook:
                _sys.settrace(_trace_hook)
            if _profile_hook:
                _sys.setprofile(_profile_hook)
            try:
                self.run()
            except:
                self._invoke_excepthook(self)
        finally:
            self._delete()

    def _delete(self):
        with _active_limbo_lock:
            _active.pop(get_ident(), None)

    def join(self, timeout=None):
        """Wait until the thread has ended, or until the time is over."""
        if not self._initialized:
            raise RuntimeError("Thread.__init__() not called")
        if not self._started.is_set():
            raise RuntimeError("cannot join thread before it is started")
        if self is current_thread():
            raise RuntimeError("cannot join current thread")
        if timeout is not None:
            timeout = max(timeout, 0)
        self._handle.join(timeout)

    @property
    def name(self):
        """A name for people to read."""
        assert self._initialized, "Thread.__init__() not called"
        return self._name

    @name.setter
    def name(self, name):
        assert self._initialized, "Thread.__init__() not called"
        self._name = str(name)

    @property
    def ident(self):
        """The thread's identity, None before it runs."""
        assert self._initialized, "Thread.__init__() not called"
        return self._ident

    @property
    def native_id(self):
        """The system's number of the thread, None before it runs."""
        assert self._initialized, "Thread.__init__() not called"
        return self._native_id

    def is_alive(self):
        """Whether the thread runs."""
        assert self._initialized, "Thread.__init__() not called"
        return self._started.is_set() and not self._handle.is_done()

    @property
    def daemon(self):
        """Whether the program ends without waiting for the thread."""
        assert self._initialized, "Thread.__init__() not called"
        return self._daemonic

    @daemon.setter
    def daemon(self, daemonic):
        if not self._initialized:
            raise RuntimeError("Thread.__init__() not called")
        if daemonic and not _daemon_threads_allowed():
            raise RuntimeError("daemon threads are disabled in this interpreter")
        if self._started.is_set():
            raise RuntimeError("cannot set daemon status of active thread")
        self._daemonic = daemonic

    def isDaemon(self):
        """The old way to read daemon."""
        _deprecated("isDaemon() is deprecated, get the daemon attribute instead")
        return self.daemon

    def setDaemon(self, daemonic):
        """The old way to set daemon."""
        _deprecated("setDaemon() is deprecated, set the daemon attribute instead")
        self.daemon = daemonic

    def getName(self):
        """The old way to read name."""
        _deprecated("getName() is deprecated, get the name attribute instead")
        return self.name

    def setName(self, name):
        """The old way to set name."""
        _deprecated("setName() is deprecated, set the name attribute instead")
        self.name = name

    def _after_fork(self, new_ident=None):
        self._started._at_fork_reinit()
        if new_ident is not None:
            self._ident = new_ident
        elif not self._handle.is_done() and self._started.is_set():
            self._handle._set_done()


def _make_invoke_excepthook():
    # At the end of a program the module's own names may be gone before the thread is.
    old_hook = excepthook
    old_sys_hook = _sys.excepthook
    args_class = ExceptHookArgs
    exc_info = _sys.exc_info
    own_print = print
    module = _sys

    def invoke_excepthook(thread):
        try:
            hook = excepthook
            if hook is None:
                hook = old_hook
            hook(args_class([*exc_info(), thread]))
        except Exception as failed:
            failed.__suppress_context__ = True
            stderr = module.stderr if module is not None else None
            if stderr is not None:
                own_print("Exception in threading.excepthook:", file=stderr, flush=True)
            sys_hook = module.excepthook if module is not None and module.excepthook is not None else old_sys_hook
            sys_hook(*exc_info())

    return invoke_excepthook


class Timer(Thread):
    """A thread that waits for some seconds and then calls a function, unless it is cancelled."""

    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__()
        self.interval = interval
        self.function = function
        self.args = args if args is not None else []
        self.kwargs = kwargs if kwargs is not None else {}
        self.finished = Event()

    def cancel(self):
        """Stop the timer if its time has not come yet."""
        self.finished.set()

    def run(self):
        self.finished.wait(self.interval)
        if not self.finished.is_set():
            self.function(*self.args, **self.kwargs)
        self.finished.set()


class _MainThread(Thread):
    def __init__(self):
        super().__init__(name="MainThread", daemon=False)
        self._started.set()
        self._ident = _get_main_thread_ident()
        self._set_native_id()
        self._handle = _make_thread_handle(self._ident)
        with _active_limbo_lock:
            _active[self._ident] = self


class _DeleteDummyThreadOnDel:
    """Strikes a dummy thread off when its real thread's data goes."""

    def __init__(self, dummy_thread):
        self._dummy_thread = dummy_thread
        self._ident = dummy_thread.ident
        _thread_local_info._track_dummy_thread_ref = self

    def __del__(self, _lock=_active_limbo_lock, _active=_active):
        with _lock:
            if _active.get(self._ident) is self._dummy_thread:
                _active.pop(self._ident, None)


_thread_local_info = local()


class _DummyThread(Thread):
    """Stands for a thread that this module has not started."""

    def __init__(self):
        super().__init__(name=_newname("Dummy-%d"), daemon=_daemon_threads_allowed())
        self._started.set()
        self._set_ident()
        self._set_native_id()
        self._handle = _make_thread_handle(self._ident)
        with _active_limbo_lock:
            _active[self._ident] = self
        _DeleteDummyThreadOnDel(self)

    def is_alive(self):
        if not self._handle.is_done() and self._started.is_set():
            return True
        raise RuntimeError("thread is not alive")

    def join(self, timeout=None):
        raise RuntimeError("cannot join a dummy thread")

    def _after_fork(self, new_ident=None):
        if new_ident is not None:
            self.__class__ = _MainThread
            self._name = "MainThread"
            self._daemonic = False
        Thread._after_fork(self, new_ident=new_ident)


def current_thread():
    """The object of the thread that calls."""
    try:
        return _active[get_ident()]
    except KeyError:
        return _DummyThread()


def currentThread():
    """The old name of current_thread()."""
    _deprecated("currentThread() is deprecated, use current_thread() instead")
    return current_thread()


def active_count():
    """How many threads are alive."""
    with _active_limbo_lock:
        return len(_active) + len(_limbo)


def activeCount():
    """The old name of active_count()."""
    _deprecated("activeCount() is deprecated, use active_count() instead")
    return active_count()


def _enumerate():
    return list(_active.values()) + list(_limbo.values())


def enumerate():
    """All threads that are alive."""
    with _active_limbo_lock:
        return _enumerate()


_threading_atexits = []
_SHUTTING_DOWN = False


def _register_atexit(func, *arg, **kwargs):
    """Have func called before the threads are waited for at the end of the program."""
    if _SHUTTING_DOWN:
        raise RuntimeError("can't register atexit after shutdown")
    _threading_atexits.append(lambda: func(*arg, **kwargs))


# Set by this module's import, which may happen in any thread; the native layer knows the main one.
_main_thread = _MainThread()


def main_thread():
    """The thread that the program began with."""
    return _main_thread


def _shutdown():
    """Wait for the threads that are not daemons; called at the end of the program."""
    global _SHUTTING_DOWN
    if _main_thread._handle.is_done() and _is_main_interpreter():
        return
    _SHUTTING_DOWN = True
    for function in reversed(_threading_atexits):
        function()
    if _main_thread.ident == get_ident():
        _main_thread._handle._set_done()
    _thread_shutdown()


def _after_fork():
    """In the child of a fork only the thread that forked is alive; it is the main one now."""
    global _active_limbo_lock, _main_thread
    _active_limbo_lock = RLock()
    here = get_ident()
    current = _active.get(here)
    if current is None:
        current = _MainThread()
    _main_thread = current
    threads = set(_enumerate())
    alive = {}
    for thread in threads:
        if thread is current:
            thread._after_fork(new_ident=here)
            alive[here] = thread
        else:
            thread._after_fork()
    _limbo.clear()
    _active.clear()
    _active.update(alive)


if hasattr(_os, "register_at_fork"):
    _os.register_at_fork(after_in_child=_after_fork)
