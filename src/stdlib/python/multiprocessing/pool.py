"""Pools: worker processes that take tasks from a pipe, and threads that serve the pipe.

One thread hands tasks to the workers, one takes results from them, one replaces
workers that have ended. A task is `(job, index, function, arguments, keywords)`.
"""

__all__ = ["Pool", "ThreadPool"]

import collections
import functools
import itertools
import os
import queue
import threading
import time
import traceback
import types
import warnings

from . import TimeoutError, get_context, util
from .connection import wait
from .queues import get_from_parent

INIT = "INIT"
RUN = "RUN"
CLOSE = "CLOSE"
TERMINATE = "TERMINATE"

job_counter = itertools.count()


def mapstar(args):
    """One chunk of a map."""
    return list(map(*args))


def starmapstar(args):
    """One chunk of a starmap."""
    return list(itertools.starmap(args[0], args[1]))


class RemoteTraceback(Exception):
    """Stands for the traceback of an exception in another process."""

    def __init__(self, tb):
        self.tb = tb

    def __str__(self):
        return self.tb


class ExceptionWithTraceback:
    """An exception that takes its traceback along as a text."""

    def __init__(self, exc, tb):
        lines = traceback.format_exception(type(exc), exc, tb)
        self.exc = exc
        self.tb = '\n"""\n%s"""' % "".join(lines)

    def __reduce__(self):
        return rebuild_exc, (self.exc, self.tb)


def rebuild_exc(exc, tb):
    """The exception in the process that asked."""
    exc.__cause__ = RemoteTraceback(tb)
    return exc


class MaybeEncodingError(Exception):
    """A result cannot be sent."""

    def __init__(self, exc, value):
        self.exc = repr(exc)
        self.value = repr(value)
        super().__init__(self.exc, self.value)

    def __str__(self):
        return "Error sending result: '%s'. Reason: '%s'" % (self.value, self.exc)

    def __repr__(self):
        return "<%s: %s>" % (type(self).__name__, self)


def worker(inqueue, outqueue, initializer=None, initargs=(), maxtasks=None, wrap_exception=False):
    """What a worker does: tasks, until there are none or enough."""
    if maxtasks is not None and not (isinstance(maxtasks, int) and maxtasks >= 1):
        raise AssertionError("Maxtasks {!r} is not valid".format(maxtasks))
    put = outqueue.put
    get = inqueue.get
    if hasattr(inqueue, "_writer"):
        get = functools.partial(get_from_parent, inqueue)
        inqueue._writer.close()
        outqueue._reader.close()
    if initializer is not None:
        initializer(*initargs)
    completed = 0
    while maxtasks is None or completed < maxtasks:
        try:
            task = get()
        except (EOFError, OSError):
            util.debug("worker got EOFError or OSError -- exiting")
            break
        if task is None:
            util.debug("worker got sentinel -- exiting")
            break
        job, i, func, args, kwds = task
        try:
            result = (True, func(*args, **kwds))
        except Exception as error:
            if wrap_exception and func is not _helper_reraises_exception:
                error = ExceptionWithTraceback(error, error.__traceback__)
            result = (False, error)
        try:
            put((job, i, result))
        except Exception as error:
            wrapped = MaybeEncodingError(error, result[1])
            util.debug("Possible encoding error while sending result: %s" % wrapped)
            put((job, i, (False, wrapped)))
        task = job = result = func = args = kwds = None
        completed += 1
    util.debug("worker exiting after %d tasks" % completed)


def _helper_reraises_exception(error):
    """Raise an exception in a worker, as the result of a task."""
    raise error


class _PoolCache(dict):
    """Results that somebody waits for; the watching thread hears when there are none."""

    def __init__(self, /, *args, notifier=None, **kwds):
        self.notifier = notifier
        super().__init__(*args, **kwds)

    def __delitem__(self, item):
        super().__delitem__(item)
        if not self:
            self.notifier.put(None)


class Pool:
    """A pool of worker processes."""

    _wrap_exception = True

    @staticmethod
    def Process(ctx, *args, **kwds):
        """A process for a worker."""
        return ctx.Process(*args, **kwds)

    def __init__(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None, context=None):
        self._pool = []
        self._state = INIT
        self._ctx = context or get_context()
        self._setup_queues()
        self._taskqueue = queue.SimpleQueue()
        self._change_notifier = self._ctx.SimpleQueue()
        self._cache = _PoolCache(notifier=self._change_notifier)
        self._maxtasksperchild = maxtasksperchild
        self._initializer = initializer
        self._initargs = initargs
        if processes is None:
            processes = os.process_cpu_count() or 1
        if processes < 1:
            raise ValueError("Number of processes must be at least 1")
        if maxtasksperchild is not None:
            if not isinstance(maxtasksperchild, int) or maxtasksperchild <= 0:
                raise ValueError("maxtasksperchild must be a positive int or None")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._processes = processes
        try:
            self._repopulate_pool()
        except Exception:
            for process in self._pool:
                if process.exitcode is None:
                    process.terminate()
            for process in self._pool:
                process.join()
            raise
        self._worker_handler = self._helper(Pool._watch_workers, (self._cache, self._taskqueue, self._ctx, self.Process,
            self._processes, self._pool, self._inqueue, self._outqueue, self._initializer, self._initargs,
            self._maxtasksperchild, self._wrap_exception, self._worker_sentinels, self._change_notifier))
        self._task_handler = self._helper(Pool._hand_out, (self._taskqueue, self._quick_put, self._outqueue, self._pool,
                                                          self._cache))
        self._result_handler = self._helper(Pool._take_in, (self._outqueue, self._quick_get, self._cache))
        self._terminate = util.Finalize(
            self, self._terminate_pool,
            args=(self._taskqueue, self._inqueue, self._outqueue, self._pool, self._change_notifier, self._worker_handler,
                  self._task_handler, self._result_handler, self._cache),
            exitpriority=15,
        )
        self._state = RUN

    @staticmethod
    def _helper(work, args):
        thread = threading.Thread(target=work, args=args)
        thread.daemon = True
        thread._state = RUN
        thread.start()
        return thread

    def __del__(self, _warn=warnings.warn, RUN=RUN):
        if self._state == RUN:
            _warn(f"unclosed running multiprocessing pool {self!r}", ResourceWarning, source=self)
            if getattr(self, "_change_notifier", None) is not None:
                self._change_notifier.put(None)

    def __repr__(self):
        cls = type(self)
        return f"<{cls.__module__}.{cls.__qualname__} state={self._state} pool_size={len(self._pool)}>"

    def _setup_queues(self):
        self._inqueue = self._ctx.SimpleQueue()
        self._outqueue = self._ctx.SimpleQueue()
        self._quick_put = self._inqueue._writer.send
        self._quick_get = self._outqueue._reader.recv

    def _check_running(self):
        if self._state != RUN:
            raise ValueError("Pool not running")

    # ---- workers

    @staticmethod
    def _worker_sentinels(workers):
        return [process.sentinel for process in workers if hasattr(process, "sentinel")]

    @staticmethod
    def _free_locks(queues):
        """Release what a worker held when it was killed; the living hold a lock only for a moment."""
        for lock in (getattr(queues[0], "_rlock", None), getattr(queues[1], "_wlock", None)):
            if lock is not None:
                lock.acquire(True, 10)
                lock.release()

    @staticmethod
    def _join_exited_workers(pool, queues=None):
        cleaned = False
        for i in reversed(range(len(pool))):
            process = pool[i]
            if process.exitcode is not None:
                if queues is not None and process.exitcode < 0:
                    Pool._free_locks(queues)
                util.debug("cleaning up worker %d" % i)
                process.join()
                cleaned = True
                del pool[i]
        return cleaned

    def _repopulate_pool(self):
        return self._fill(self._ctx, self.Process, self._processes, self._pool, self._inqueue, self._outqueue,
                          self._initializer, self._initargs, self._maxtasksperchild, self._wrap_exception)

    @staticmethod
    def _fill(ctx, Process, processes, pool, inqueue, outqueue, initializer, initargs, maxtasksperchild, wrap_exception):
        for _ in range(processes - len(pool)):
            process = Process(ctx, target=worker,
                              args=(inqueue, outqueue, initializer, initargs, maxtasksperchild, wrap_exception))
            process.name = process.name.replace("Process", "PoolWorker")
            process.daemon = True
            process.start()
            pool.append(process)
            util.debug("added worker")

    @staticmethod
    def _watch_workers(cache, taskqueue, ctx, Process, processes, pool, inqueue, outqueue, initializer, initargs,
                       maxtasksperchild, wrap_exception, sentinels_of, change_notifier):
        thread = threading.current_thread()
        while thread._state == RUN or (cache and thread._state != TERMINATE):
            if Pool._join_exited_workers(pool, (inqueue, outqueue)):
                Pool._fill(ctx, Process, processes, pool, inqueue, outqueue, initializer, initargs, maxtasksperchild,
                           wrap_exception)
            sentinels = [*sentinels_of(pool), change_notifier._reader] if hasattr(change_notifier, "_reader") else []
            if sentinels:
                wait(sentinels)
                while not change_notifier.empty():
                    change_notifier.get()
            else:
                change_notifier.get()
        taskqueue.put(None)
        util.debug("worker handler exiting")

    # ---- the threads that serve the pipes

    @staticmethod
    def _hand_out(taskqueue, put, outqueue, pool, cache):
        thread = threading.current_thread()
        for taskseq, set_length in iter(taskqueue.get, None):
            task = None
            try:
                for task in taskseq:
                    if thread._state != RUN:
                        util.debug("task handler found thread._state != RUN")
                        break
                    try:
                        put(task)
                    except Exception as error:
                        job, index = task[:2]
                        try:
                            cache[job]._set(index, (False, error))
                        except KeyError:
                            pass
                else:
                    if set_length:
                        util.debug("doing set_length()")
                        index = task[1] if task else -1
                        set_length(index + 1)
                    continue
                break
            finally:
                task = taskseq = None
        else:
            util.debug("task handler got sentinel")
        try:
            util.debug("task handler sending sentinel to result handler")
            outqueue.put(None)
            util.debug("task handler sending sentinel to workers")
            for _ in pool:
                put(None)
        except OSError:
            util.debug("task handler got OSError when sending sentinels")
        util.debug("task handler exiting")

    @staticmethod
    def _take_in(outqueue, get, cache):
        thread = threading.current_thread()
        while True:
            try:
                task = get()
            except (OSError, EOFError):
                util.debug("result handler got EOFError/OSError -- exiting")
                return
            if thread._state != RUN:
                assert thread._state == TERMINATE, "Thread not in TERMINATE"
                util.debug("result handler found thread._state=TERMINATE")
                break
            if task is None:
                util.debug("result handler got sentinel")
                break
            Pool._deliver(cache, task)
            task = None
        while cache and thread._state != TERMINATE:
            try:
                task = get()
            except (OSError, EOFError):
                util.debug("result handler got EOFError/OSError -- exiting")
                return
            if task is not None:
                Pool._deliver(cache, task)
            task = None
        if hasattr(outqueue, "_reader"):
            # Workers that wait for room in the pipe could never end.
            try:
                for _ in range(10):
                    if not outqueue._reader.poll():
                        break
                    get()
            except (OSError, EOFError):
                pass
        util.debug("result handler exiting: len(cache)=%s, thread._state=%s", len(cache), thread._state)

    @staticmethod
    def _deliver(cache, task):
        job, i, result = task
        try:
            cache[job]._set(i, result)
        except KeyError:
            pass

    # ---- work

    def apply(self, func, args=(), kwds={}):
        """Call a function in a worker and wait for its result."""
        return self.apply_async(func, args, kwds).get()

    def map(self, func, iterable, chunksize=None):
        """Apply a function to each item: a list."""
        return self._map_async(func, iterable, mapstar, chunksize).get()

    def starmap(self, func, iterable, chunksize=None):
        """Like map; the items are tuples of arguments."""
        return self._map_async(func, iterable, starmapstar, chunksize).get()

    def starmap_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        """Like starmap; the result comes later."""
        return self._map_async(func, iterable, starmapstar, chunksize, callback, error_callback)

    def map_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        """Like map; the result comes later."""
        return self._map_async(func, iterable, mapstar, chunksize, callback, error_callback)

    def apply_async(self, func, args=(), kwds={}, callback=None, error_callback=None):
        """Like apply; the result comes later."""
        self._check_running()
        result = ApplyResult(self, callback, error_callback)
        self._taskqueue.put(([(result._job, 0, func, args, kwds)], None))
        return result

    def _map_async(self, func, iterable, mapper, chunksize=None, callback=None, error_callback=None):
        self._check_running()
        if not hasattr(iterable, "__len__"):
            iterable = list(iterable)
        if chunksize is None:
            chunksize, extra = divmod(len(iterable), len(self._pool) * 4)
            if extra:
                chunksize += 1
        if len(iterable) == 0:
            chunksize = 0
        batches = Pool._get_tasks(func, iterable, chunksize)
        result = MapResult(self, chunksize, len(iterable), callback, error_callback=error_callback)
        self._taskqueue.put((self._guarded_task_generation(result._job, mapper, batches), None))
        return result

    def imap(self, func, iterable, chunksize=1):
        """Like map; an iterator over the results in order."""
        return self._iterate(IMapIterator, func, iterable, chunksize)

    def imap_unordered(self, func, iterable, chunksize=1):
        """Like imap; the results come as they are ready."""
        return self._iterate(IMapUnorderedIterator, func, iterable, chunksize)

    def _iterate(self, kind, func, iterable, chunksize):
        self._check_running()
        if chunksize == 1:
            result = kind(self)
            tasks = self._guarded_task_generation(result._job, func, iterable)
            self._taskqueue.put((tasks, result._set_length))
            return result
        if chunksize < 1:
            raise ValueError("Chunksize must be 1+, not {0:n}".format(chunksize))
        batches = Pool._get_tasks(func, iterable, chunksize)
        result = kind(self)
        tasks = self._guarded_task_generation(result._job, mapstar, batches)
        self._taskqueue.put((tasks, result._set_length))
        return (item for chunk in result for item in chunk)

    @staticmethod
    def _guarded_task_generation(job, func, iterable):
        """Tasks for the items; an exception of the iterable becomes the last task."""
        i = -1
        try:
            for i, item in enumerate(iterable):
                yield job, i, func, (item,), {}
        except Exception as error:
            yield job, i + 1, _helper_reraises_exception, (error,), {}

    @staticmethod
    def _get_tasks(func, it, size):
        it = iter(it)
        while True:
            chunk = tuple(itertools.islice(it, size))
            if not chunk:
                return
            yield func, chunk

    # ---- the end

    def __reduce__(self):
        raise NotImplementedError("pool objects cannot be passed between processes or pickled")

    def close(self):
        """No more work; workers end when all is done."""
        util.debug("closing pool")
        if self._state == RUN:
            self._state = CLOSE
            self._worker_handler._state = CLOSE
            self._change_notifier.put(None)

    def terminate(self):
        """Stop at once."""
        util.debug("terminating pool")
        self._state = TERMINATE
        self._terminate()

    def join(self):
        """Wait for the workers to end, after close or terminate."""
        util.debug("joining pool")
        if self._state == RUN:
            raise ValueError("Pool is still running")
        if self._state not in (CLOSE, TERMINATE):
            raise ValueError("In unknown state")
        self._worker_handler.join()
        self._task_handler.join()
        self._result_handler.join()
        for process in self._pool:
            process.join()

    @staticmethod
    def _help_stuff_finish(inqueue, task_handler, size):
        """Take tasks out of the pipe, so that the thread that fills it can end."""
        util.debug("removing tasks from inqueue until task handler finished")
        # A worker that was killed may have taken the lock with it.
        inqueue._rlock.acquire(timeout=5)
        while task_handler.is_alive() and inqueue._reader.poll():
            inqueue._reader.recv_bytes()
            time.sleep(0)

    @classmethod
    def _terminate_pool(cls, taskqueue, inqueue, outqueue, pool, change_notifier, worker_handler, task_handler,
                        result_handler, cache):
        util.debug("finalizing pool")
        worker_handler._state = TERMINATE
        change_notifier.put(None)
        task_handler._state = TERMINATE
        util.debug("helping task handler/workers to finish")
        cls._help_stuff_finish(inqueue, task_handler, len(pool))
        if not result_handler.is_alive() and len(cache) != 0:
            raise AssertionError("Cannot have cache with result_handler not alive")
        result_handler._state = TERMINATE
        outqueue.put(None)
        util.debug("joining worker handler")
        if threading.current_thread() is not worker_handler:
            worker_handler.join()
        processes = bool(pool) and hasattr(pool[0], "terminate")
        if processes:
            util.debug("terminating workers")
            for process in pool:
                if process.exitcode is None:
                    process.terminate()
        util.debug("joining task handler")
        if threading.current_thread() is not task_handler:
            task_handler.join()
        util.debug("joining result handler")
        if threading.current_thread() is not result_handler:
            result_handler.join()
        if processes:
            util.debug("joining pool workers")
            for process in pool:
                if process.is_alive():
                    util.debug("cleaning up worker %d" % process.pid)
                    process.join()

    def __enter__(self):
        self._check_running()
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.terminate()


class ApplyResult:
    """A result that comes later."""

    def __init__(self, pool, callback, error_callback):
        self._pool = pool
        self._event = threading.Event()
        self._job = next(job_counter)
        self._cache = pool._cache
        self._callback = callback
        self._error_callback = error_callback
        self._cache[self._job] = self

    def ready(self):
        """Whether the result has come."""
        return self._event.is_set()

    def successful(self):
        """Whether the call raised nothing."""
        if not self.ready():
            raise ValueError("{0!r} not ready".format(self))
        return self._success

    def wait(self, timeout=None):
        """Wait for the result to come."""
        self._event.wait(timeout)

    def get(self, timeout=None):
        """The result; what the call raised is raised."""
        self.wait(timeout)
        if not self.ready():
            raise TimeoutError
        if self._success:
            return self._value
        raise self._value

    def _set(self, i, obj):
        self._success, self._value = obj
        self._finish()

    def _finish(self):
        if self._success:
            if self._callback:
                self._callback(self._value)
        elif self._error_callback:
            self._error_callback(self._value)
        self._event.set()
        del self._cache[self._job]
        self._pool = None

    __class_getitem__ = classmethod(types.GenericAlias)


AsyncResult = ApplyResult


class MapResult(ApplyResult):
    """The results of a map, which come in chunks."""

    def __init__(self, pool, chunksize, length, callback, error_callback):
        super().__init__(pool, callback, error_callback=error_callback)
        self._success = True
        self._value = [None] * length
        self._chunksize = chunksize
        if chunksize <= 0:
            self._left = 0
            self._event.set()
            del self._cache[self._job]
        else:
            self._left = -(-length // chunksize)

    def _set(self, i, success_result):
        self._left -= 1
        success, result = success_result
        if success and self._success:
            self._value[i * self._chunksize:(i + 1) * self._chunksize] = result
        elif not success and self._success:
            # The first exception counts.
            self._success = False
            self._value = result
        if self._left == 0:
            self._finish()


class IMapIterator:
    """The results of an imap, in order."""

    def __init__(self, pool):
        self._pool = pool
        self._cond = threading.Condition(threading.Lock())
        self._job = next(job_counter)
        self._cache = pool._cache
        self._items = collections.deque()
        self._index = 0
        self._length = None
        self._unsorted = {}
        self._cache[self._job] = self

    def __iter__(self):
        return self

    def next(self, timeout=None):
        """The next result; TimeoutError when it takes too long."""
        with self._cond:
            if not self._items:
                if self._index == self._length:
                    self._pool = None
                    raise StopIteration from None
                self._cond.wait(timeout)
                if not self._items:
                    if self._index == self._length:
                        self._pool = None
                        raise StopIteration from None
                    raise TimeoutError from None
            item = self._items.popleft()
        success, value = item
        if success:
            return value
        raise value

    __next__ = next

    def _set(self, i, obj):
        with self._cond:
            if self._index == i:
                self._items.append(obj)
                self._index += 1
                while self._index in self._unsorted:
                    self._items.append(self._unsorted.pop(self._index))
                    self._index += 1
                self._cond.notify()
            else:
                self._unsorted[i] = obj
            self._forget_if_complete()

    def _set_length(self, length):
        with self._cond:
            self._length = length
            if self._index == self._length:
                self._cond.notify()
            self._forget_if_complete()

    def _forget_if_complete(self):
        if self._index == self._length and self._job in self._cache:
            del self._cache[self._job]
            self._pool = None


class IMapUnorderedIterator(IMapIterator):
    """The results of an imap, as they come."""

    def _set(self, i, obj):
        with self._cond:
            self._items.append(obj)
            self._index += 1
            self._cond.notify()
            self._forget_if_complete()


class ThreadPool(Pool):
    """A pool whose workers are threads."""

    _wrap_exception = False

    @staticmethod
    def Process(ctx, *args, **kwds):
        """A thread for a worker."""
        from .dummy import Process

        return Process(*args, **kwds)

    def __init__(self, processes=None, initializer=None, initargs=()):
        Pool.__init__(self, processes, initializer, initargs)

    def _setup_queues(self):
        self._inqueue = queue.SimpleQueue()
        self._outqueue = queue.SimpleQueue()
        self._quick_put = self._inqueue.put
        self._quick_get = self._outqueue.get

    @staticmethod
    def _worker_sentinels(workers):
        return []

    @staticmethod
    def _help_stuff_finish(inqueue, task_handler, size):
        # Workers come first: they end when they see what is left.
        try:
            while True:
                inqueue.get(block=False)
        except queue.Empty:
            pass
        for _ in range(size):
            inqueue.put(None)
