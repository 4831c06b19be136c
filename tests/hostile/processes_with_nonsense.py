"""The natives behind processes, mapped memory and pickling, given nonsense."""
import _multiprocessing
import _posixshmem
import _posixsubprocess
import fcntl
import io
import mmap
import os
import pickle
import resource

NONSENSE = [None, -1, 0, 2**70, -(2**70), 1.5, "text", "nul\0l", b"bytes", [], [None], (1, 2), {}, object(), print, int]


def attempt(function, *args):
    try:
        return function(*args)
    except Exception:
        return None


class Evil:
    def __index__(self):
        raise KeyError

    def fileno(self):
        return self

    def __iter__(self):
        return iter([self])


NONSENSE.append(Evil())
safe_os = [os.execv, os.posix_spawn, os.set_blocking, os.get_blocking, os.getpgid, os.getsid, os.pipe2, os.sched_getaffinity,
           os.waitid, os.wait4, os.tcgetpgrp, os.putenv, os.unsetenv, os.WIFSTOPPED, os.register_at_fork]
natives = [_posixsubprocess.fork_exec, _multiprocessing.SemLock, _multiprocessing.SemLock._rebuild, _multiprocessing.sem_unlink,
           _multiprocessing.write_message, _multiprocessing.send_fds, _multiprocessing.receive_fds, _multiprocessing.listen_local,
           _multiprocessing.connect_local, _posixshmem.shm_unlink, fcntl.fcntl, fcntl.flock, fcntl.lockf, resource.getrlimit,
           resource.getrusage, mmap.mmap, pickle.dumps, pickle.loads, pickle.load, pickle.dump, pickle.Pickler, pickle.Unpickler,
           pickle.PickleBuffer]
BAD_FD = 987
for function in safe_os + natives:
    attempt(function)
    for one in NONSENSE:
        if one in (0, -1, 1) and function in (fcntl.fcntl, _multiprocessing.write_message):
            one = BAD_FD
        attempt(function, one)
        for other in NONSENSE:
            attempt(function, one, other)
            attempt(function, one, other, one)
attempt(_posixsubprocess.fork_exec, *range(23))
for kind in (pickle.Pickler, pickle.Unpickler, mmap.mmap, _multiprocessing.SemLock):
    made = attempt(kind.__new__, kind)
    for name in dir(kind):
        if not name.startswith("__"):
            member = attempt(getattr, made, name)
            attempt(member)
            attempt(member, 1)
m = mmap.mmap(-1, 10)
for method in (m.move, m.seek, m.read, m.write, m.find, m.resize, m.flush, m.madvise):
    for one in NONSENSE:
        attempt(method, one)
        attempt(method, one, one)
        attempt(method, one, one, one)


class Liar(io.BytesIO):
    def read(self, n=-1):
        return b"\x80" * 3

    def peek(self, n):
        return "text"


attempt(pickle.load, Liar())
for answer in (None, 5, "text", b"", b"." * 50):
    class Odd:
        def read(self, n=-1):
            return answer

        def readline(self):
            return answer

    attempt(pickle.load, Odd())
    attempt(pickle.load, Odd())
print("done")

print("survived")
