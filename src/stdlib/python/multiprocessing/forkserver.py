"""A server that was started early, with one thread, and forks children on demand."""

import os
import signal
import struct
import sys
import threading

import _multiprocessing

from . import process, reduction, spawn, util

__all__ = ["ensure_running", "get_inherited_fds", "connect_to_new_process", "set_forkserver_preload"]

MAXFDS_TO_SEND = 60
_NUMBER = struct.Struct("q")


class ForkServer:
    """This process's way to the server."""

    def __init__(self):
        self._address = None
        self._alive_fd = None
        self._pid = None
        self._inherited = None
        self._lock = threading.Lock()
        self._preload = ["__main__"]

    def set_forkserver_preload(self, module_names):
        """Modules that the server imports in advance."""
        if not all(type(name) is str for name in module_names):
            raise TypeError("module_names must be a list of strings")
        self._preload = module_names

    def get_inherited_fds(self):
        """Descriptors that came from the parent; None outside of the server's children."""
        return self._inherited

    def connect_to_new_process(self, fds):
        """Ask for a child that gets some descriptors: where it reports, where it reads."""
        from . import resource_tracker

        self.ensure_running()
        if len(fds) + 4 >= MAXFDS_TO_SEND:
            raise ValueError("too many fds")
        client = _multiprocessing.connect_local(self._address)
        report_read = report_write = data_read = data_write = None
        try:
            report_read, report_write = os.pipe()
            data_read, data_write = os.pipe()
            reduction.sendfds(client, [data_read, report_write, self._alive_fd, resource_tracker.getfd(), *fds])
        except:
            for fd in (report_read, data_write):
                if fd is not None:
                    os.close(fd)
            raise
        finally:
            for fd in (client, data_read, report_write):
                if fd is not None:
                    os.close(fd)
        return report_read, data_write

    def ensure_running(self):
        """Start the server unless it runs."""
        with self._lock:
            from . import resource_tracker

            resource_tracker.ensure_running()
            if self._pid is not None:
                pid, _ = os.waitpid(self._pid, os.WNOHANG)
                if not pid:
                    return
                os.close(self._alive_fd)
                self._address = self._alive_fd = self._pid = None
            data = {}
            if self._preload:
                prepared = spawn.get_preparation_data("ignore")
                data = {name: prepared[name] for name in ("sys_path", "init_main_from_path") if name in prepared}
            address = os.path.join(util.get_temp_dir(), "forkserver-%d" % os.getpid())
            listener = _multiprocessing.listen_local(address, 128)
            alive_read, alive_write = os.pipe()
            try:
                os.chmod(address, 0o600)
                program = ("from multiprocessing.forkserver import main; "
                           f"main({listener}, {alive_read}, {list(self._preload)!r}, **{data!r})")
                executable = spawn.get_executable()
                self._pid = util.spawnv_passfds(executable, [executable, "-c", program], [listener, alive_read])
            except:
                os.close(alive_write)
                raise
            finally:
                os.close(listener)
                os.close(alive_read)
            self._address = address
            self._alive_fd = alive_write

    def _stop(self):
        with self._lock:
            if self._pid is None:
                return
            os.close(self._alive_fd)
            os.waitpid(self._pid, 0)
            try:
                os.unlink(self._address)
            except OSError:
                pass
            self._address = self._alive_fd = self._pid = None


_forkserver = ForkServer()
ensure_running = _forkserver.ensure_running
get_inherited_fds = _forkserver.get_inherited_fds
connect_to_new_process = _forkserver.connect_to_new_process
set_forkserver_preload = _forkserver.set_forkserver_preload


def inherited(index):
    """A descriptor that the parent sent along."""
    return _forkserver._inherited[index]


def read_signed(fd):
    """A number from a pipe."""
    data = b""
    while len(data) < _NUMBER.size:
        part = os.read(fd, _NUMBER.size - len(data))
        if not part:
            raise EOFError("unexpected EOF")
        data += part
    return _NUMBER.unpack(data)[0]


def write_signed(fd, number):
    """Write a number to a pipe."""
    data = _NUMBER.pack(number)
    while data:
        data = data[os.write(fd, data):]


def _preload_modules(names, main_path, sys_path):
    if sys_path is not None:
        sys.path[:] = sys_path
    if "__main__" in names and main_path is not None:
        process.current_process()._inheriting = True
        try:
            spawn.import_main_path(main_path)
        finally:
            del process.current_process()._inheriting
    for name in names:
        if name != "__main__":
            try:
                __import__(name)
            except ImportError:
                pass


def main(listener_fd, alive_r, preload, init_main_from_path=None, sys_path=None):
    """The server itself: forks until the last client is gone."""
    if preload:
        _preload_modules(preload, init_main_from_path, sys_path)
    util._close_stdin()
    wake_read, wake_write = os.pipe()
    os.set_blocking(wake_read, False)
    os.set_blocking(wake_write, False)

    def child_ended(number, frame):
        try:
            os.write(wake_write, b"x")
        except OSError:
            pass

    signal.signal(signal.SIGCHLD, child_ended)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    reports = {}
    while True:
        ready = _multiprocessing.poll([listener_fd, alive_r, wake_read], None)
        if alive_r in ready:
            assert os.read(alive_r, 1) == b"", "Not at EOF?"
            raise SystemExit
        if wake_read in ready:
            try:
                os.read(wake_read, 65536)
            except BlockingIOError:
                pass
            _report_ended(reports)
        if listener_fd in ready:
            _serve_request(listener_fd, alive_r, (wake_read, wake_write), reports)


def _report_ended(reports):
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid == 0:
            return
        fd = reports.pop(pid, None)
        if fd is None:
            continue
        try:
            write_signed(fd, os.waitstatus_to_exitcode(status))
        except BrokenPipeError:
            # Nobody is interested any more.
            pass
        os.close(fd)


def _serve_request(listener_fd, alive_r, own, reports):
    connection = _multiprocessing.accept_local(listener_fd)
    try:
        data, fds = _multiprocessing.receive_fds(connection, 1)
    finally:
        os.close(connection)
    if len(fds) < 4:
        for fd in fds:
            os.close(fd)
        return
    child_data, report, *rest = fds
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            for fd in (listener_fd, alive_r, *own, *reports.values()):
                os.close(fd)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            signal.signal(signal.SIGINT, signal.default_int_handler)
            code = _run_child(child_data, report, rest)
        except Exception:
            sys.excepthook(*sys.exc_info())
            sys.stderr.flush()
        finally:
            process._leave(code)
    try:
        write_signed(report, pid)
        reports[pid] = report
    except BrokenPipeError:
        os.close(report)
    for fd in (child_data, *rest):
        os.close(fd)


def _run_child(child_data, report, rest):
    from . import resource_tracker

    os.close(report)
    alive, tracker, *inherited_fds = rest
    _forkserver._alive_fd = alive
    _forkserver._inherited = inherited_fds
    resource_tracker._resource_tracker._fd = tracker
    parent_sentinel = os.dup(child_data)
    return spawn._main(child_data, parent_sentinel)
