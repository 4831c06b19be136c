"""A process that outlives its program and removes what the program left behind.

Everything with a name in the system (semaphores, shared memory) is told to it
through a pipe. When the last writer of the pipe is gone, it removes what is
still registered.
"""

import os
import signal
import sys
import threading

from . import spawn, util

__all__ = ["ensure_running", "register", "unregister"]

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def _nothing(name):
    raise RuntimeError(f"dummy resource {name} cannot be cleaned up")


_CLEANUP_FUNCS = {"noop": lambda name: None, "dummy": _nothing}

import _multiprocessing

_CLEANUP_FUNCS["semaphore"] = _multiprocessing.sem_unlink

import _posixshmem

_CLEANUP_FUNCS["shared_memory"] = _posixshmem.shm_unlink


class ReentrantCallError(RuntimeError):
    """The tracker was called while it was at work in the same thread."""


class ResourceTracker:
    """This process's way to the tracker."""

    def __init__(self):
        self._lock = threading.RLock()
        self._fd = None
        self._pid = None
        self._exitcode = None

    def _stop(self):
        with self._lock:
            if self._fd is None or self._pid is None:
                return
            os.close(self._fd)
            self._fd = None
            try:
                _, status = os.waitpid(self._pid, 0)
                self._exitcode = os.waitstatus_to_exitcode(status)
            except OSError:
                self._exitcode = None
            self._pid = None

    def getfd(self):
        """The descriptor that leads to the tracker."""
        self.ensure_running()
        return self._fd

    def ensure_running(self):
        """Start the tracker unless it runs."""
        with self._lock:
            if self._fd is not None:
                if self._alive():
                    return
                os.close(self._fd)
                self._fd = None
                if self._pid is not None:
                    try:
                        os.waitpid(self._pid, 0)
                    except ChildProcessError:
                        pass
                    self._pid = None
                import warnings

                warnings.warn("resource_tracker: process died unexpectedly, relaunching.  Some resources might leak.")
            self._launch()

    def _alive(self):
        try:
            os.write(self._fd, b"PROBE:0:noop\n")
        except OSError:
            return False
        return True

    def _launch(self):
        keep = []
        try:
            keep.append(sys.stderr.fileno())
        except Exception:
            pass
        read, write = os.pipe()
        try:
            keep.append(read)
            program = "from multiprocessing.resource_tracker import main;main(%d)" % read
            executable = spawn.get_executable()
            blocked = _block_signals(True)
            try:
                self._pid = util.spawnv_passfds(executable, [executable, "-c", program], keep)
            finally:
                if blocked:
                    _block_signals(False)
        except:
            os.close(write)
            raise
        else:
            self._fd = write
        finally:
            os.close(read)

    def register(self, name, rtype):
        """Have a resource removed if the program forgets to."""
        self._send("REGISTER", name, rtype)

    def unregister(self, name, rtype):
        """The program has removed the resource itself."""
        self._send("UNREGISTER", name, rtype)

    def _send(self, cmd, name, rtype):
        self.ensure_running()
        message = f"{cmd}:{name}:{rtype}\n".encode("ascii")
        if len(message) > 512:
            # Longer writes to a pipe might be torn apart.
            raise ValueError("msg too long")
        written = os.write(self._fd, message)
        assert written == len(message), f"{written=} but {len(message)=}"


def _block_signals(block):
    mask = getattr(signal, "pthread_sigmask", None)
    if mask is None:
        return False
    mask(signal.SIG_BLOCK if block else signal.SIG_UNBLOCK, _SIGNALS)
    return True


_resource_tracker = ResourceTracker()
ensure_running = _resource_tracker.ensure_running
register = _resource_tracker.register
unregister = _resource_tracker.unregister
getfd = _resource_tracker.getfd


def main(fd):
    """The tracker itself: reads until the last writer is gone, then cleans up."""
    for number in _SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    _block_signals(False)
    for stream in (sys.stdin, sys.stdout):
        try:
            stream.close()
        except Exception:
            pass
    known = {rtype: set() for rtype in _CLEANUP_FUNCS}
    status = 0
    try:
        with open(fd, "rb") as source:
            for line in source:
                try:
                    cmd, name, rtype = line.strip().decode("ascii").split(":")
                    if rtype not in _CLEANUP_FUNCS:
                        raise ValueError(f"Cannot register {name} for automatic cleanup: unknown resource type {rtype}")
                    if cmd == "REGISTER":
                        known[rtype].add(name)
                    elif cmd == "UNREGISTER":
                        known[rtype].remove(name)
                    elif cmd != "PROBE":
                        raise RuntimeError("unrecognized command %r" % cmd)
                except Exception:
                    status = 3
                    try:
                        sys.excepthook(*sys.exc_info())
                    except:
                        pass
    finally:
        for rtype, names in known.items():
            if names:
                import warnings

                status = 1
                try:
                    if rtype == "dummy":
                        warnings.warn(f"resource_tracker: There appear to be {len(names)} leaked {rtype} objects to "
                                      "clean up at shutdown: " + str(names))
                    else:
                        warnings.warn(f"resource_tracker: There appear to be {len(names)} leaked {rtype} objects to "
                                      f"clean up at shutdown: {names}")
                except Exception:
                    pass
            for name in names:
                try:
                    _CLEANUP_FUNCS[rtype](name)
                except Exception as error:
                    import warnings

                    status = 2
                    warnings.warn("resource_tracker: %r: %s" % (name, error))
        sys.exit(status)
