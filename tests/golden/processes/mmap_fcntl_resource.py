"""mmap, fcntl, resource."""
import fcntl
import mmap
import os
import resource
import tempfile


def attempt(function, *args, **kwargs):
    try:
        print(repr(function(*args, **kwargs)))
    except BaseException as error:
        print(type(error).__name__, error)


def put(target, index, value):
    target[index] = value


m = mmap.mmap(-1, 20)
print(m, len(m))
m[0:5] = b"hello"
print(m[0], m[0:5], m[-1], m[::5], m.read(3), m.tell(), m.read_byte(), m.write(b"xy"), m.write_byte(66), m.find(b"xy"), m.rfind(b"l"))
print(m.seek(0), m.readline(), m.seek(0, 2))
for function, *args in ((m.write, b"a"), (m.write_byte, 1), (m.read_byte,), (m.seek, 100), (m.__getitem__, 100), (put, m, 100, 1),
                        (put, m, 0, b"a"), (put, m, 0, 300), (put, m, slice(0, 2), b"abc"), (m.resize, 40), (m.move, 10, 0, 5)):
    attempt(function, *args)
print(m[:], len(m))
view = memoryview(m)
view[0] = 90
print(view.format, view.readonly, view.nbytes, m[0])
attempt(m.close)
attempt(m.resize, 10)
view.release()
m.close()
print(m.closed, m)
attempt(m.read)
attempt(len, m)
attempt(mmap.mmap, -1, 0)
attempt(mmap.mmap, -1, -1)
attempt(mmap.mmap, 999, 10)
with tempfile.TemporaryFile() as file:
    file.write(b"abc\ndef\n")
    file.flush()
    m = mmap.mmap(file.fileno(), 0)
    print(len(m), m.readline(), m.size())
    m[0:1] = b"Z"
    m.flush()
    m.close()
    file.seek(0)
    print(file.read())
    attempt(mmap.mmap, file.fileno(), 100)
    attempt(mmap.mmap, file.fileno(), 0, offset=4096)
    m = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    attempt(put, m, 0, 1)
    attempt(m.resize, 1)
    print(memoryview(m).readonly)
    print(fcntl.fcntl(file, fcntl.F_GETFD), fcntl.flock(file, fcntl.LOCK_EX), fcntl.lockf(file, fcntl.LOCK_EX, 3), fcntl.flock(file, fcntl.LOCK_UN))
    attempt(fcntl.lockf, file, 99)
    attempt(fcntl.fcntl, "x", 1)
shared = mmap.mmap(-1, 8)
pid = os.fork()
if pid == 0:
    shared[:5] = b"child"
    os._exit(0)
os.waitpid(pid, 0)
print(shared[:])
soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (min(soft, 100), hard))
print(resource.getrlimit(resource.RLIMIT_NOFILE)[0] <= 100)
attempt(resource.getrlimit, 99)
attempt(resource.setrlimit, resource.RLIMIT_NOFILE, (5, 1, 2))
usage = resource.getrusage(resource.RUSAGE_SELF)
print(len(usage), usage.ru_utime >= 0, usage.ru_maxrss > 0, type(usage).__name__)
attempt(resource.getrusage, 99)
