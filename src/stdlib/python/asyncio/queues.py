"""Queues between tasks: first in first out, by priority, last in first out."""

import collections
import heapq
from types import GenericAlias

from . import locks, mixins

__all__ = "Queue", "PriorityQueue", "LifoQueue", "QueueFull", "QueueEmpty", "QueueShutDown"


class QueueEmpty(Exception):
    """get_nowait() found nothing."""


class QueueFull(Exception):
    """put_nowait() found no room."""


class QueueShutDown(Exception):
    """The queue was shut down."""


class Queue(mixins._LoopBoundMixin):
    """A queue of at most `maxsize` items; 0 for no limit."""

    __class_getitem__ = classmethod(GenericAlias)

    def __init__(self, maxsize=0):
        self._maxsize = maxsize
        self._getters = collections.deque()
        self._putters = collections.deque()
        self._unfinished_tasks = 0
        self._finished = locks.Event()
        self._finished.set()
        self._is_shutdown = False
        self._init(maxsize)

    # What subclasses replace.

    def _init(self, maxsize):
        self._queue = collections.deque()

    def _get(self):
        return self._queue.popleft()

    def _put(self, item):
        self._queue.append(item)

    # The rest is common to all kinds.

    def __repr__(self):
        return f"<{type(self).__name__} at {id(self):#x} {self._format()}>"

    def __str__(self):
        return f"<{type(self).__name__} {self._format()}>"

    def _format(self):
        text = f"maxsize={self._maxsize!r}"
        if getattr(self, "_queue", None):
            text += f" _queue={list(self._queue)!r}"
        if self._getters:
            text += f" _getters[{len(self._getters)}]"
        if self._putters:
            text += f" _putters[{len(self._putters)}]"
        if self._unfinished_tasks:
            text += f" tasks={self._unfinished_tasks}"
        if self._is_shutdown:
            text += " shutdown"
        return text

    def qsize(self):
        """How many items are in the queue."""
        return len(self._queue)

    @property
    def maxsize(self):
        """The most items it takes."""
        return self._maxsize

    def empty(self):
        """Whether there is no item."""
        return not self._queue

    def full(self):
        """Whether there is no room."""
        return 0 < self._maxsize <= self.qsize()

    def _wakeup_next(self, waiters):
        while waiters:
            turn = waiters.popleft()
            if not turn.done():
                turn.set_result(None)
                break

    def _give_up(self, turn, waiters, blocked):
        """A turn that was given to somebody who left goes to the next."""
        turn.cancel()
        try:
            waiters.remove(turn)
        except ValueError:
            pass
        if not blocked and not turn.cancelled():
            self._wakeup_next(waiters)

    async def put(self, item):
        """Put an item in, waiting for room."""
        while self.full():
            if self._is_shutdown:
                raise QueueShutDown
            turn = self._get_loop().create_future()
            self._putters.append(turn)
            try:
                await turn
            except:
                self._give_up(turn, self._putters, self.full())
                raise
        return self.put_nowait(item)

    def put_nowait(self, item):
        """Put an item in at once."""
        if self._is_shutdown:
            raise QueueShutDown
        if self.full():
            raise QueueFull
        self._put(item)
        self._unfinished_tasks += 1
        self._finished.clear()
        self._wakeup_next(self._getters)

    async def get(self):
        """Take an item out, waiting for one."""
        while self.empty():
            if self._is_shutdown:
                raise QueueShutDown
            turn = self._get_loop().create_future()
            self._getters.append(turn)
            try:
                await turn
            except:
                self._give_up(turn, self._getters, self.empty())
                raise
        return self.get_nowait()

    def get_nowait(self):
        """Take an item out at once."""
        if self.empty():
            raise QueueShutDown if self._is_shutdown else QueueEmpty
        item = self._get()
        self._wakeup_next(self._putters)
        return item

    def task_done(self):
        """The work on an item that was taken out is over."""
        if self._unfinished_tasks <= 0:
            raise ValueError("task_done() called too many times")
        self._unfinished_tasks -= 1
        if self._unfinished_tasks == 0:
            self._finished.set()

    async def join(self):
        """Wait until the work on every item is over."""
        if self._unfinished_tasks > 0:
            await self._finished.wait()

    def shutdown(self, immediate=False):
        """No more items; with `immediate`, those inside are thrown away."""
        self._is_shutdown = True
        if immediate:
            while not self.empty():
                self._get()
                if self._unfinished_tasks > 0:
                    self._unfinished_tasks -= 1
            if self._unfinished_tasks == 0:
                self._finished.set()
        for waiters in (self._getters, self._putters):
            while waiters:
                turn = waiters.popleft()
                if not turn.done():
                    turn.set_result(None)


class PriorityQueue(Queue):
    """The smallest item comes first."""

    def _init(self, maxsize):
        self._queue = []

    def _put(self, item):
        heapq.heappush(self._queue, item)

    def _get(self):
        return heapq.heappop(self._queue)


class LifoQueue(Queue):
    """The newest item comes first."""

    def _init(self, maxsize):
        self._queue = []

    def _put(self, item):
        self._queue.append(item)

    def _get(self):
        return self._queue.pop()
