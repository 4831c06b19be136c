"""Queues through which threads hand things to each other.

One lock guards a queue; conditions on it wake those who wait for an item, for
room, or for all items to be done with. `SimpleQueue` is native.
"""

import threading
from _collections import deque
from heapq import heappop, heappush
from time import monotonic as time
from _queue import Empty, SimpleQueue

__all__ = ["Empty", "Full", "ShutDown", "Queue", "PriorityQueue", "LifoQueue", "SimpleQueue"]


class Full(Exception):
    "Exception raised by Queue.put(block=0)/put_nowait()."


class ShutDown(Exception):
    """Raised when put/get with shut-down queue."""


class Queue:
    """First in, first out; bounded when maxsize is greater than zero."""

    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self._init(maxsize)
        self.mutex = threading.Lock()
        self.not_empty = threading.Condition(self.mutex)
        self.not_full = threading.Condition(self.mutex)
        self.all_tasks_done = threading.Condition(self.mutex)
        self.unfinished_tasks = 0
        self.is_shutdown = False

    def task_done(self):
        """Say that one item that was got has been worked off."""
        with self.all_tasks_done:
            left = self.unfinished_tasks - 1
            if left < 0:
                raise ValueError("task_done() called too many times")
            self.unfinished_tasks = left
            if left == 0:
                self.all_tasks_done.notify_all()

    def join(self):
        """Wait until all items have been worked off."""
        with self.all_tasks_done:
            while self.unfinished_tasks:
                self.all_tasks_done.wait()

    def qsize(self):
        """How many items there are, roughly."""
        with self.mutex:
            return self._qsize()

    def empty(self):
        """Whether there is no item at the moment."""
        with self.mutex:
            return not self._qsize()

    def full(self):
        """Whether there is no room at the moment."""
        with self.mutex:
            return 0 < self.maxsize <= self._qsize()

    def put(self, item, block=True, timeout=None):
        """Put an item in; wait for room, or raise Full."""
        with self.mutex:
            if self.is_shutdown:
                raise ShutDown
            if self.maxsize > 0 and self._qsize() >= self.maxsize:
                if not block:
                    raise Full
                self._wait(self.not_full, timeout, lambda: self._qsize() >= self.maxsize, Full)
            self._put(item)
            self.unfinished_tasks += 1
            if self.not_empty._waiters:
                self.not_empty.notify()

    def get(self, block=True, timeout=None):
        """Take an item out; wait for one, or raise Empty."""
        with self.mutex:
            if not self._qsize():
                if self.is_shutdown:
                    raise ShutDown
                if not block:
                    raise Empty
                self._wait(self.not_empty, timeout, lambda: not self._qsize(), Empty)
            item = self._get()
            if self.not_full._waiters:
                self.not_full.notify()
            return item

    def _wait(self, condition, timeout, is_hopeless, too_late):
        if timeout is None:
            while is_hopeless():
                condition.wait()
                if self.is_shutdown and (too_late is Full or is_hopeless()):
                    raise ShutDown
            return
        if timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        end = time() + timeout
        while is_hopeless():
            left = end - time()
            if left <= 0.0:
                raise too_late
            condition.wait(left)
            if self.is_shutdown and (too_late is Full or is_hopeless()):
                raise ShutDown

    def put_nowait(self, item):
        """Put an item in if there is room."""
        return self.put(item, block=False)

    def get_nowait(self):
        """Take an item out if there is one."""
        return self.get(block=False)

    def shutdown(self, immediate=False):
        """Let nobody put anything in any more; with immediate, forget what is in it."""
        with self.mutex:
            self.is_shutdown = True
            if immediate:
                while self._qsize():
                    self._get()
                    if self.unfinished_tasks > 0:
                        self.unfinished_tasks -= 1
                self.all_tasks_done.notify_all()
            self.not_empty.notify_all()
            self.not_full.notify_all()

    # What subclasses replace: how items are kept.

    def _init(self, maxsize):
        self.queue = deque()

    def _qsize(self):
        return len(self.queue)

    def _put(self, item):
        self.queue.append(item)

    def _get(self):
        return self.queue.popleft()

    __class_getitem__ = classmethod(type(list[int]))


class PriorityQueue(Queue):
    """The smallest item comes out first."""

    def _init(self, maxsize):
        self.queue = []

    def _qsize(self):
        return len(self.queue)

    def _put(self, item):
        heappush(self.queue, item)

    def _get(self):
        return heappop(self.queue)


class LifoQueue(Queue):
    """Last in, first out."""

    def _init(self, maxsize):
        self.queue = []

    def _qsize(self):
        return len(self.queue)

    def _put(self, item):
        self.queue.append(item)

    def _get(self):
        return self.queue.pop()
