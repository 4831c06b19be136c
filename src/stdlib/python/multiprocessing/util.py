"""What the parts of the package share: logging, finalizers, what happens after a fork and at exit."""

import atexit
import itertools
import os
import sys
import weakref

from . import process

__all__ = [
    "sub_debug", "debug", "info", "sub_warning", "warn", "get_logger", "log_to_stderr", "get_temp_dir",
    "register_after_fork", "is_exiting", "Finalize", "ForkAwareThreadLock", "ForkAwareLocal", "close_all_fds_except",
    "SUBDEBUG", "SUBWARNING",
]

NOTSET = 0
SUBDEBUG = 5
DEBUG = 10
INFO = 20
SUBWARNING = 25
WARNING = 30

LOGGER_NAME = "multiprocessing"
DEFAULT_LOGGING_FORMAT = "[%(levelname)s/%(processName)s] %(message)s"

_logger = None
_log_to_stderr = False


# ---- logging


def _log(level, msg, args):
    if _logger:
        _logger.log(level, msg, *args, stacklevel=3)


def sub_debug(msg, *args):
    """Log below the level debug."""
    _log(SUBDEBUG, msg, args)


def debug(msg, *args):
    """Log at the level debug."""
    _log(DEBUG, msg, args)


def info(msg, *args):
    """Log at the level info."""
    _log(INFO, msg, args)


def sub_warning(msg, *args):
    """Log below the level warning."""
    _log(SUBWARNING, msg, args)


def warn(msg, *args):
    """Log at the level warning."""
    _log(WARNING, msg, args)


def get_logger():
    """The package's logger."""
    global _logger
    if not _logger:
        import logging

        _logger = logging.getLogger(LOGGER_NAME)
        _logger.propagate = 0
        # Log records are the last to go at exit.
        atexit.unregister(_exit_function)
        atexit.register(_exit_function)
    return _logger


def log_to_stderr(level=None):
    """Have the logger write to stderr."""
    global _log_to_stderr
    import logging

    logger = get_logger()
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter(DEFAULT_LOGGING_FORMAT))
    logger.addHandler(handler)
    if level:
        logger.setLevel(level)
    _log_to_stderr = True
    return _logger


# ---- files and descriptors


def get_temp_dir():
    """A directory for sockets of this process and its children; removed at exit."""
    tempdir = process.current_process()._config.get("tempdir")
    if tempdir is None:
        import shutil
        import tempfile

        tempdir = tempfile.mkdtemp(prefix="pymp-")
        owner = os.getpid()

        def remove(path):
            if os.getpid() == owner:
                shutil.rmtree(path, ignore_errors=True)
                current = process.current_process()
                if current is not None:
                    current._config["tempdir"] = None

        Finalize(None, remove, args=(tempdir,), exitpriority=-100)
        process.current_process()._config["tempdir"] = tempdir
    return tempdir


def close_all_fds_except(fds):
    """Close all descriptors but some."""
    last = -1
    for fd in sorted(fds):
        os.closerange(last + 1, fd)
        last = fd
    os.closerange(last + 1, 65536)


def close_fds(*fds):
    """Close some descriptors."""
    for fd in fds:
        os.close(fd)


def _close_stdin():
    """A child shares its parent's input with nobody."""
    if sys.stdin is None:
        return
    try:
        sys.stdin.close()
    except (OSError, ValueError):
        pass
    try:
        fd = os.open(os.devnull, os.O_RDONLY)
        try:
            sys.stdin = open(fd, encoding="utf-8", closefd=False)
        except:
            os.close(fd)
            raise
    except (OSError, ValueError):
        pass


def _flush_std_streams():
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (AttributeError, ValueError):
            pass


def spawnv_passfds(path, args, passfds):
    """Start a program that inherits just some descriptors; its number."""
    from _posixsubprocess import fork_exec

    keep = tuple(sorted(set(map(int, passfds))))
    report_read, report_write = os.pipe()
    try:
        pid = fork_exec(args, [os.fsencode(path)], True, keep, None, None, -1, -1, -1, -1, -1, -1, report_read,
                        report_write, False, False, -1, None, None, None, -1, None, True)
        os.close(report_write)
        report_write = -1
        report = os.read(report_read, 100)
        if report:
            os.waitpid(pid, 0)
            number = int(report.split(b":")[1], 16)
            raise OSError(number, os.strerror(number), path)
        return pid
    finally:
        os.close(report_read)
        if report_write >= 0:
            os.close(report_write)


# ---- after a fork

_afterfork_registry = weakref.WeakValueDictionary()
_afterfork_counter = itertools.count()


def register_after_fork(obj, func):
    """Have func(obj) called in children of this process."""
    _afterfork_registry[(next(_afterfork_counter), id(obj), func)] = obj


def _run_after_forkers():
    if not _afterfork_registry.data:
        return
    for (_, _, func), obj in sorted(_afterfork_registry.items(), key=lambda item: item[0][0]):
        try:
            func(obj)
        except Exception as error:
            info("after forker raised exception %s", error)


class ForkAwareThreadLock:
    """A lock of threads that is free in a forked child."""

    def __init__(self):
        from threading import Lock

        self._lock = Lock()
        self.acquire = self._lock.acquire
        self.release = self._lock.release
        register_after_fork(self, ForkAwareThreadLock._at_fork_reinit)

    def _at_fork_reinit(self):
        from threading import Lock

        self._lock = Lock()
        self.acquire = self._lock.acquire
        self.release = self._lock.release

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)


def __getattr__(name):
    # Made on first use: it needs threads, and most processes never ask.
    if name != "ForkAwareLocal":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import threading

    class ForkAwareLocal(threading.local):
        """Values of a thread that a forked child does not see."""

        def __init__(self):
            register_after_fork(self, lambda obj: obj.__dict__.clear())

        def __reduce__(self):
            return type(self), ()

    globals()["ForkAwareLocal"] = ForkAwareLocal
    ForkAwareLocal.__qualname__ = "ForkAwareLocal"
    return ForkAwareLocal


# ---- finalizers

_finalizer_registry = {}
_finalizer_counter = itertools.count()


class Finalize:
    """Something to be done once: when an object dies, when called, or at exit."""

    def __init__(self, obj, callback, args=(), kwargs=None, exitpriority=None):
        if exitpriority is not None and not isinstance(exitpriority, int):
            raise TypeError("Exitpriority ({0!r}) must be None or int, not {1!s}".format(exitpriority, type(exitpriority)))
        if obj is not None:
            self._weakref = weakref.ref(obj, self)
        elif exitpriority is None:
            raise ValueError("Without object, exitpriority cannot be None")
        self._callback = callback
        self._args = args
        self._kwargs = kwargs or {}
        self._key = (exitpriority, next(_finalizer_counter))
        self._pid = os.getpid()
        _finalizer_registry[self._key] = self

    def __call__(self, wr=None, _finalizer_registry=_finalizer_registry, sub_debug=sub_debug, getpid=os.getpid):
        try:
            del _finalizer_registry[self._key]
        except KeyError:
            sub_debug("finalizer no longer registered")
            return None
        result = None
        # A forked child must not do what its parent meant to do.
        if self._pid == getpid():
            result = self._callback(*self._args, **self._kwargs)
        self._weakref = self._callback = self._args = self._kwargs = self._key = None
        return result

    def cancel(self):
        """Forget what was to be done."""
        try:
            del _finalizer_registry[self._key]
        except KeyError:
            return
        self._weakref = self._callback = self._args = self._kwargs = self._key = None

    def still_active(self):
        """Whether it is still to be done."""
        return self._key in _finalizer_registry

    def __repr__(self):
        try:
            obj = self._weakref()
        except (AttributeError, TypeError):
            obj = None
        if obj is None:
            return "<%s object, dead>" % type(self).__name__
        text = "<%s object, callback=%s" % (type(self).__name__, getattr(self._callback, "__name__", self._callback))
        if self._args:
            text += ", args=" + str(self._args)
        if self._kwargs:
            text += ", kwargs=" + str(self._kwargs)
        if self._key[0] is not None:
            text += ", exitpriority=" + str(self._key[0])
        return text + ">"


def _run_finalizers(minpriority=None):
    """Run what is left to be done at exit, by priority, last registered first."""
    if not _finalizer_registry:
        # None when the interpreter takes its modules apart.
        return
    if minpriority is None:
        wanted = lambda key: key[0] is not None
    else:
        wanted = lambda key: key[0] is not None and key[0] >= minpriority
    for key in sorted(filter(wanted, list(_finalizer_registry)), reverse=True):
        finalizer = _finalizer_registry.get(key)
        if finalizer is not None:
            sub_debug("calling %s", finalizer)
            try:
                finalizer()
            except Exception:
                import traceback

                traceback.print_exc()
    if minpriority is None:
        _finalizer_registry.clear()


_exiting = False


def is_exiting():
    """Whether this process is shutting down."""
    return _exiting or _exiting is None


def _exit_function():
    """End daemonic children, wait for the others, run finalizers; once."""
    global _exiting
    if _exiting:
        return
    _exiting = True
    info("process shutting down")
    debug('running all "atexit" finalizers with priority >= 0')
    _run_finalizers(0)
    if process.current_process() is not None:
        for child in process.active_children():
            if child.daemon:
                info("calling terminate() for daemon %s", child.name)
                child._popen.terminate()
        for child in process.active_children():
            info("calling join() for process %s", child.name)
            child.join()
    debug('running the remaining "atexit" finalizers')
    _run_finalizers()


atexit.register(_exit_function)
