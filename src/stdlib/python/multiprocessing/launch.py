"""How a child comes into being: by fork, by a fresh interpreter, by the fork server.

A launch is what a process object calls its `_popen`: number, sentinel, status.
"""

import io
import os
import signal
import sys

from _multiprocessing import make_ready

from . import context, process, util

# What every forked child runs and its parent does not.
_OF_CHILDREN = [
    process.BaseProcess._bootstrap, process.BaseProcess._name_main_thread, process.BaseProcess._after_fork,
    process.BaseProcess.run, process._ParentProcess.__init__, process._leave, process._shut_down_threads,
    process.active_children, process.current_process, util._close_stdin, util._run_after_forkers, util._exit_function,
    util._run_finalizers, util._flush_std_streams, util.info, util.debug, util._log,
]
_of_threads = []


def _prepare(process_obj):
    """Make the parts of children ready that each of them would have to make anew."""
    while _OF_CHILDREN:
        make_ready(_OF_CHILDREN.pop())
    threading = sys.modules.get("threading")
    if threading is not None and not _of_threads:
        _of_threads.extend(getattr(threading, name, None) for name in ("_after_fork", "_enumerate", "_shutdown", "main_thread"))
        _of_threads.extend(getattr(kind, "_after_fork", None) for kind in (threading.Thread, threading._MainThread))
        for function in _of_threads:
            make_ready(function)
    make_ready(getattr(type(process_obj), "run", None))
    make_ready(getattr(process_obj, "_target", None))


class ForkLaunch:
    """A child made by fork."""

    method = "fork"

    def __init__(self, process_obj):
        util._flush_std_streams()
        self.returncode = None
        self.finalizer = None
        self._launch(process_obj)

    def duplicate_for_child(self, fd):
        """A descriptor as the child will know it."""
        return fd

    def poll(self, flag=os.WNOHANG):
        """The status of the child, None while it runs."""
        if self.returncode is None:
            try:
                pid, status = os.waitpid(self.pid, flag)
            except OSError:
                # Somebody else waits, or has waited, for the child.
                return None
            if pid == self.pid:
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode

    def wait(self, timeout=None):
        """The status of the child, None when it still runs after that time."""
        if self.returncode is None:
            if timeout is not None:
                from .connection import wait

                if not wait([self.sentinel], timeout):
                    return None
            return self.poll(os.WNOHANG if timeout == 0.0 else 0)
        return self.returncode

    def _send_signal(self, sig):
        if self.returncode is None:
            try:
                os.kill(self.pid, sig)
            except ProcessLookupError:
                pass
            except OSError:
                if self.wait(timeout=0.1) is None:
                    raise

    def terminate(self):
        """Send SIGTERM."""
        self._send_signal(signal.SIGTERM)

    def kill(self):
        """Send SIGKILL."""
        self._send_signal(signal.SIGKILL)

    def _launch(self, process_obj):
        code = 1
        _prepare(process_obj)
        # The child's end of the first pipe closes when the child ends, the
        # parent's end of the second when the parent does.
        watch_child, childs_end = os.pipe()
        watch_parent, parents_end = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            try:
                os.close(watch_child)
                os.close(parents_end)
                code = process_obj._bootstrap(parent_sentinel=watch_parent)
            finally:
                process._leave(code)
        os.close(childs_end)
        os.close(watch_parent)
        self._keep(watch_child, parents_end)

    def _keep(self, *descriptors):
        self.sentinel = descriptors[0]
        self.finalizer = util.Finalize(self, util.close_fds, descriptors)

    def close(self):
        """Close the sentinel."""
        if self.finalizer is not None:
            self.finalizer()


class _DuplicatedFd:
    def __init__(self, fd):
        self.fd = fd

    def detach(self):
        return self.fd


class SpawnLaunch(ForkLaunch):
    """A child that runs a fresh interpreter and is told by pickle what to do."""

    method = "spawn"
    DupFd = _DuplicatedFd

    def __init__(self, process_obj):
        self._fds = []
        super().__init__(process_obj)

    def duplicate_for_child(self, fd):
        self._fds.append(fd)
        return fd

    def _pickled(self, process_obj):
        """What the child reads: how to prepare itself, then the process object."""
        from . import reduction, spawn

        buffer = io.BytesIO()
        context.set_spawning_popen(self)
        try:
            reduction.dump(spawn.get_preparation_data(process_obj._name), buffer)
            reduction.dump(process_obj, buffer)
        finally:
            context.set_spawning_popen(None)
        return buffer.getbuffer()

    def _launch(self, process_obj):
        from . import resource_tracker, spawn

        tracker = resource_tracker.getfd()
        self._fds.append(tracker)
        data = self._pickled(process_obj)
        watch_parent = childs_end = watch_child = parents_end = None
        try:
            watch_child, childs_end = os.pipe()
            watch_parent, parents_end = os.pipe()
            command = spawn.get_command_line(tracker_fd=tracker, pipe_handle=watch_parent)
            self._fds.extend([watch_parent, childs_end])
            self.pid = util.spawnv_passfds(spawn.get_executable(), command, self._fds)
            self.sentinel = watch_child
            os.close(watch_parent)
            watch_parent = None
            os.close(childs_end)
            childs_end = None
            _write_all(parents_end, data)
        finally:
            for fd in (watch_parent, childs_end):
                if fd is not None:
                    os.close(fd)
            kept = [fd for fd in (watch_child, parents_end) if fd is not None]
            if kept:
                self._keep(*kept)


def _write_all(fd, data):
    view = memoryview(data)
    while len(view):
        view = view[os.write(fd, view):]


class ForkServerLaunch(SpawnLaunch):
    """A child forked by the fork server, which reports its status."""

    method = "forkserver"

    class DupFd:
        """A descriptor that the server sends along: its place among them."""

        def __init__(self, index):
            self.index = index

        def detach(self):
            from . import forkserver

            return forkserver.inherited(self.index)

    def duplicate_for_child(self, fd):
        self._fds.append(fd)
        return len(self._fds) - 1

    def _launch(self, process_obj):
        from . import forkserver

        data = self._pickled(process_obj)
        self.sentinel, parents_end = forkserver.connect_to_new_process(self._fds)
        # The child watches the end of this pipe that we keep open.
        self.finalizer = util.Finalize(self, util.close_fds, (parents_end, self.sentinel))
        _write_all(parents_end, data)
        self.pid = forkserver.read_signed(self.sentinel)

    def poll(self, flag=os.WNOHANG):
        if self.returncode is None:
            from .connection import wait
            from . import forkserver

            if not wait([self.sentinel], 0 if flag == os.WNOHANG else None):
                return None
            try:
                self.returncode = forkserver.read_signed(self.sentinel)
            except (OSError, EOFError):
                # The server is gone, and the status with it.
                self.returncode = 255
        return self.returncode
