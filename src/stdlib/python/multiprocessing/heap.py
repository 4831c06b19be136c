"""Blocks of memory that processes share: cut out of mapped files that have no name."""

import bisect
import mmap
import os
import threading

from . import context, util
from . import reduction

__all__ = ["BufferWrapper"]

_ALIGNMENT = 8


class Arena:
    """A mapped file without a name; children inherit the descriptor."""

    _dirs = ("/dev/shm",)

    def __init__(self, size, fd=-1):
        self.size = size
        self.fd = fd
        if fd == -1:
            folder = next((name for name in self._dirs if os.path.isdir(name) and os.access(name, os.W_OK)), None)
            import tempfile

            self.fd, name = tempfile.mkstemp(prefix="pym-%d-" % os.getpid(), dir=folder or util.get_temp_dir())
            os.unlink(name)
            util.Finalize(self, os.close, (self.fd,))
            os.ftruncate(self.fd, size)
        self.buffer = mmap.mmap(self.fd, self.size)


def _reduce_arena(arena):
    if arena.fd == -1:
        raise ValueError("Arena is unpicklable because forking was enabled when it was created")
    return _rebuild_arena, (arena.size, reduction.DupFd(arena.fd))


def _rebuild_arena(size, duplicate):
    return Arena(size, duplicate.detach())


reduction.register(Arena, _reduce_arena)


class Heap:
    """Free blocks by arena: `(start, stop)` in sorted lists, joined when neighbours are free."""

    _MIN_ARENA = 4096

    def __init__(self, size=_MIN_ARENA):
        self._pid = os.getpid()
        self._lock = threading.Lock()
        self._next_size = max(size, mmap.PAGESIZE)
        self._arenas = []
        self._free = []
        # Blocks freed by a finalizer that ran while the lock was held.
        self._pending = []

    def malloc(self, size):
        """A block: arena, start, stop."""
        if size < 0:
            raise ValueError("Size {0:n} out of range".format(size))
        if os.getpid() != self._pid:
            # What the parent's lists say is the parent's.
            self.__init__()
        with self._lock:
            while self._pending:
                self._release(self._pending.pop())
            size = max(-(-size // _ALIGNMENT) * _ALIGNMENT, _ALIGNMENT)
            for arena, free in zip(self._arenas, self._free):
                for index, (start, stop) in enumerate(free):
                    if stop - start >= size:
                        if stop - start == size:
                            del free[index]
                        else:
                            free[index] = (start + size, stop)
                        return arena, start, start + size
            length = -(-max(self._next_size, size) // mmap.PAGESIZE) * mmap.PAGESIZE
            self._next_size = min(self._next_size * 2, 4 * 1024 * 1024)
            arena = Arena(length)
            self._arenas.append(arena)
            self._free.append([(size, length)] if length > size else [])
            return arena, 0, size

    def free(self, block):
        """Give a block back."""
        if os.getpid() != self._pid:
            return
        if not self._lock.acquire(False):
            self._pending.append(block)
            return
        try:
            self._release(block)
        finally:
            self._lock.release()

    def _release(self, block):
        arena, start, stop = block
        index = next((i for i, known in enumerate(self._arenas) if known is arena), None)
        if index is None:
            return
        free = self._free[index]
        place = bisect.bisect(free, (start, stop))
        if place < len(free) and free[place][0] == stop:
            stop = free.pop(place)[1]
        if place > 0 and free[place - 1][1] == start:
            place -= 1
            start = free.pop(place)[0]
        free.insert(place, (start, stop))


class BufferWrapper:
    """A block of shared memory that lives as long as this object."""

    _heap = Heap()

    def __init__(self, size):
        if size < 0:
            raise ValueError("Size {0:n} out of range".format(size))
        block = BufferWrapper._heap.malloc(size)
        self._state = (block, size)
        util.Finalize(self, BufferWrapper._heap.free, args=(block,))

    def create_memoryview(self):
        """The block as a memoryview of bytes."""
        (arena, start, _), size = self._state
        return memoryview(arena.buffer)[start:start + size]
