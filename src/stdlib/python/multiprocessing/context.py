"""Contexts: everything the package offers, for one start method each."""

import os
import sys

from . import process

__all__ = ()


class ProcessError(Exception):
    """Whatever goes wrong between processes."""


class BufferTooShort(ProcessError):
    """A message does not fit; it is in args[0]."""


class TimeoutError(ProcessError):
    """It took too long."""


class AuthenticationError(ProcessError):
    """The other side does not know the key."""


class BaseContext:
    """What all contexts share; a subclass knows how processes start."""

    ProcessError = ProcessError
    BufferTooShort = BufferTooShort
    TimeoutError = TimeoutError
    AuthenticationError = AuthenticationError

    current_process = staticmethod(process.current_process)
    parent_process = staticmethod(process.parent_process)
    active_children = staticmethod(process.active_children)

    def cpu_count(self):
        """The number of processors."""
        number = os.cpu_count()
        if number is None:
            raise NotImplementedError("cannot determine number of cpus")
        return number

    def Manager(self):
        """A manager whose server process is started."""
        from .managers import SyncManager

        manager = SyncManager(ctx=self.get_context())
        manager.start()
        return manager

    def Pipe(self, duplex=True):
        """Two connected connections."""
        from .connection import Pipe

        return Pipe(duplex)

    def Lock(self):
        """A lock that is not recursive."""
        from .synchronize import Lock

        return Lock(ctx=self.get_context())

    def RLock(self):
        """A recursive lock."""
        from .synchronize import RLock

        return RLock(ctx=self.get_context())

    def Condition(self, lock=None):
        """A condition variable."""
        from .synchronize import Condition

        return Condition(lock, ctx=self.get_context())

    def Semaphore(self, value=1):
        """A semaphore."""
        from .synchronize import Semaphore

        return Semaphore(value, ctx=self.get_context())

    def BoundedSemaphore(self, value=1):
        """A semaphore with a largest value."""
        from .synchronize import BoundedSemaphore

        return BoundedSemaphore(value, ctx=self.get_context())

    def Event(self):
        """An event."""
        from .synchronize import Event

        return Event(ctx=self.get_context())

    def Barrier(self, parties, action=None, timeout=None):
        """A barrier."""
        from .synchronize import Barrier

        return Barrier(parties, action, timeout, ctx=self.get_context())

    def Queue(self, maxsize=0):
        """A queue with a feeder thread."""
        from .queues import Queue

        return Queue(maxsize, ctx=self.get_context())

    def JoinableQueue(self, maxsize=0):
        """A queue that can be waited for."""
        from .queues import JoinableQueue

        return JoinableQueue(maxsize, ctx=self.get_context())

    def SimpleQueue(self):
        """A pipe with locks."""
        from .queues import SimpleQueue

        return SimpleQueue(ctx=self.get_context())

    def Pool(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None):
        """A pool of worker processes."""
        from .pool import Pool

        return Pool(processes, initializer, initargs, maxtasksperchild, context=self.get_context())

    def RawValue(self, typecode_or_type, *args):
        """A value in shared memory."""
        from .sharedctypes import RawValue

        return RawValue(typecode_or_type, *args)

    def RawArray(self, typecode_or_type, size_or_initializer):
        """An array in shared memory."""
        from .sharedctypes import RawArray

        return RawArray(typecode_or_type, size_or_initializer)

    def Value(self, typecode_or_type, *args, lock=True):
        """A value in shared memory with a lock."""
        from .sharedctypes import Value

        return Value(typecode_or_type, *args, lock=lock, ctx=self.get_context())

    def Array(self, typecode_or_type, size_or_initializer, *, lock=True):
        """An array in shared memory with a lock."""
        from .sharedctypes import Array

        return Array(typecode_or_type, size_or_initializer, lock=lock, ctx=self.get_context())

    def freeze_support(self):
        """For programs frozen into executables on other systems: nothing to do here."""

    def get_logger(self):
        """The package's logger."""
        from .util import get_logger

        return get_logger()

    def log_to_stderr(self, level=None):
        """Have the logger write to stderr."""
        from .util import log_to_stderr

        return log_to_stderr(level)

    def allow_connection_pickling(self):
        """Make connections fit to be sent to other processes."""
        from . import connection

    def set_executable(self, executable):
        """The interpreter that new processes run."""
        from .spawn import set_executable

        set_executable(executable)

    def set_forkserver_preload(self, module_names):
        """Modules that the fork server imports in advance."""
        from .forkserver import set_forkserver_preload

        set_forkserver_preload(module_names)

    def get_context(self, method=None):
        """The context of a start method; this one without."""
        if method is None:
            return self
        try:
            context = _concrete_contexts[method]
        except KeyError:
            raise ValueError("cannot find context for %r" % method) from None
        return context

    def get_start_method(self, allow_none=False):
        """The name of the start method."""
        return self._name

    def set_start_method(self, method, force=False):
        """Only the default context can change its method."""
        raise ValueError("cannot set start method of concrete context")

    @property
    def reducer(self):
        """The module that knows how objects travel."""
        from . import reduction

        return globals().get("_reducer", reduction)

    @reducer.setter
    def reducer(self, reduction):
        globals()["_reducer"] = reduction


class Process(process.BaseProcess):
    """A process of the default context."""

    _start_method = None

    @staticmethod
    def _Popen(process_obj):
        return _default_context.get_context().Process._Popen(process_obj)


class DefaultContext(BaseContext):
    """The context whose start method can still be chosen."""

    Process = Process

    def __init__(self, context):
        self._default_context = context
        self._actual_context = None

    def get_context(self, method=None):
        """The context of a start method; the chosen one without."""
        if method is None:
            if self._actual_context is None:
                self._actual_context = self._default_context
            return self._actual_context
        return super().get_context(method)

    def set_start_method(self, method, force=False):
        """Choose how processes start, once."""
        if self._actual_context is not None and not force:
            raise RuntimeError("context has already been set")
        if method is None and force:
            self._actual_context = None
            return
        self._actual_context = self.get_context(method)

    def get_start_method(self, allow_none=False):
        """The name of the chosen start method."""
        if self._actual_context is None:
            if allow_none:
                return None
            self._actual_context = self._default_context
        return self._actual_context._name

    def get_all_start_methods(self):
        """The names of the start methods, the default first."""
        return ["fork", "spawn", "forkserver"]


class ForkProcess(process.BaseProcess):
    """A process made by fork."""

    _start_method = "fork"

    @staticmethod
    def _Popen(process_obj):
        from .launch import ForkLaunch

        return ForkLaunch(process_obj)


class SpawnProcess(process.BaseProcess):
    """A process that runs a fresh interpreter."""

    _start_method = "spawn"

    @staticmethod
    def _Popen(process_obj):
        from .launch import SpawnLaunch

        return SpawnLaunch(process_obj)


class ForkServerProcess(process.BaseProcess):
    """A process forked by the fork server."""

    _start_method = "forkserver"

    @staticmethod
    def _Popen(process_obj):
        from .launch import ForkServerLaunch

        return ForkServerLaunch(process_obj)


class ForkContext(BaseContext):
    """The start method fork."""

    _name = "fork"
    Process = ForkProcess


class SpawnContext(BaseContext):
    """The start method spawn."""

    _name = "spawn"
    Process = SpawnProcess


class ForkServerContext(BaseContext):
    """The start method forkserver."""

    _name = "forkserver"
    Process = ForkServerProcess


_concrete_contexts = {
    "fork": ForkContext(),
    "spawn": SpawnContext(),
    "forkserver": ForkServerContext(),
}
_default_context = DefaultContext(_concrete_contexts["fork"])


def _force_start_method(method):
    _default_context._actual_context = _concrete_contexts[method]


# The launch that is pickling a process object right now, per thread.
_spawning = {}


def get_spawning_popen():
    """The launch in progress, while its process object is pickled."""
    from _thread import get_ident

    return _spawning.get(get_ident())


def set_spawning_popen(popen):
    """Note that a process object is being pickled; None when that is over."""
    from _thread import get_ident

    if popen is None:
        _spawning.pop(get_ident(), None)
    else:
        _spawning[get_ident()] = popen


def assert_spawning(obj):
    """Objects that travel only to children of this process check it here."""
    if get_spawning_popen() is None:
        raise RuntimeError("%s objects should only be shared between processes through inheritance" % type(obj).__name__)
