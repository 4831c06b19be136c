"""An executor whose functions run in processes.

Calls wait in this process until a worker is about to take them: the call queue
is hardly longer than there are workers, so that calls can be cancelled. One
thread moves calls and results and notices when a worker has died.
"""

import itertools
import multiprocessing as mp
import multiprocessing.connection
import os
import queue
import threading
import traceback
import weakref
from concurrent.futures import _base
from functools import partial
from multiprocessing.queues import Queue, get_from_parent

# The managing threads, with what wakes them up at the end of the program.
_threads_wakeups = weakref.WeakKeyDictionary()
_global_shutdown = False

EXTRA_QUEUED_CALLS = 1


class _ThreadWakeup:
    """A pipe that wakes the managing thread."""

    def __init__(self):
        self._closed = False
        self._lock = threading.Lock()
        self._reader, self._writer = mp.Pipe(duplex=False)

    def close(self):
        with self._lock:
            if not self._closed:
                self._closed = True
                self._writer.close()
                self._reader.close()

    def wakeup(self):
        with self._lock:
            if not self._closed:
                self._writer.send_bytes(b"")

    def clear(self):
        if not self._closed:
            while self._reader.poll():
                self._reader.recv_bytes()


def _python_exit():
    global _global_shutdown
    _global_shutdown = True
    items = list(_threads_wakeups.items())
    for _, wakeup in items:
        wakeup.wakeup()
    for thread, _ in items:
        thread.join()


threading._register_atexit(_python_exit)


class _RemoteTraceback(Exception):
    """Stands for the traceback of an exception in a worker."""

    def __init__(self, tb):
        self.tb = tb

    def __str__(self):
        return self.tb


class _ExceptionWithTraceback:
    """An exception that takes its traceback along as a text."""

    def __init__(self, exc, tb):
        lines = traceback.format_exception(type(exc), exc, tb)
        self.exc = exc
        # The frames stay where they are.
        self.exc.__traceback__ = None
        self.tb = '\n"""\n%s"""' % "".join(lines)

    def __reduce__(self):
        return _rebuild_exc, (self.exc, self.tb)


def _rebuild_exc(exc, tb):
    exc.__cause__ = _RemoteTraceback(tb)
    return exc


class _WorkItem:
    def __init__(self, future, fn, args, kwargs):
        self.future = future
        self.fn = fn
        self.args = args
        self.kwargs = kwargs


class _ResultItem:
    def __init__(self, work_id, exception=None, result=None, exit_pid=None):
        self.work_id = work_id
        self.exception = exception
        self.result = result
        self.exit_pid = exit_pid


class _CallItem:
    def __init__(self, work_id, fn, args, kwargs):
        self.work_id = work_id
        self.fn = fn
        self.args = args
        self.kwargs = kwargs


class _SafeQueue(Queue):
    """A queue of calls; one that cannot be pickled fails its future."""

    def __init__(self, max_size=0, *, ctx, pending_work_items, thread_wakeup):
        self.pending_work_items = pending_work_items
        self.thread_wakeup = thread_wakeup
        super().__init__(max_size, ctx=ctx)

    def _on_queue_feeder_error(self, error, obj):
        if not isinstance(obj, _CallItem):
            return super()._on_queue_feeder_error(error, obj)
        lines = traceback.format_exception(type(error), error, error.__traceback__)
        error.__cause__ = _RemoteTraceback('\n"""\n{}"""'.format("".join(lines)))
        work_item = self.pending_work_items.pop(obj.work_id, None)
        self.thread_wakeup.wakeup()
        # Nobody is there any more when all futures have failed already.
        if work_item is not None:
            work_item.future.set_exception(error)


def _process_chunk(fn, chunk):
    """One chunk of a map."""
    return [fn(*args) for args in chunk]


def _send_result(result_queue, work_id, result=None, exception=None, exit_pid=None):
    try:
        result_queue.put(_ResultItem(work_id, result=result, exception=exception, exit_pid=exit_pid))
    except BaseException as error:
        wrapped = _ExceptionWithTraceback(error, error.__traceback__)
        result_queue.put(_ResultItem(work_id, exception=wrapped, exit_pid=exit_pid))


def _process_worker(call_queue, result_queue, initializer, initargs, max_tasks=None):
    """What a worker does: calls, until there are none or enough."""
    if initializer is not None:
        try:
            initializer(*initargs)
        except BaseException:
            _base.LOGGER.critical("Exception in initializer:", exc_info=True)
            return
    done = 0
    while True:
        try:
            call = get_from_parent(call_queue)
        except EOFError:
            return
        if call is None:
            # The managing thread learns who has ended.
            result_queue.put(os.getpid())
            return
        exit_pid = None
        if max_tasks is not None:
            done += 1
            if done >= max_tasks:
                exit_pid = os.getpid()
        try:
            result = call.fn(*call.args, **call.kwargs)
        except BaseException as error:
            wrapped = _ExceptionWithTraceback(error, error.__traceback__)
            _send_result(result_queue, call.work_id, exception=wrapped, exit_pid=exit_pid)
        else:
            _send_result(result_queue, call.work_id, result=result, exit_pid=exit_pid)
            del result
        del call
        if exit_pid is not None:
            return


class _ExecutorManagerThread(threading.Thread):
    """Moves calls to the workers and results to the futures."""

    def __init__(self, executor):
        self.thread_wakeup = executor._executor_manager_thread_wakeup
        self.shutdown_lock = executor._shutdown_lock

        # An executor that nobody refers to any more is shut down.
        def gone(_, wakeup=self.thread_wakeup, lock=self.shutdown_lock):
            mp.util.debug("Executor collected: triggering callback for QueueManager wakeup")
            wakeup.wakeup()

        self.executor_reference = weakref.ref(executor, gone)
        self.processes = executor._processes
        self.call_queue = executor._call_queue
        self.result_queue = executor._result_queue
        self.work_ids_queue = executor._work_ids
        self.max_tasks_per_child = executor._max_tasks_per_child
        self.pending_work_items = executor._pending_work_items
        super().__init__()

    def run(self):
        while True:
            self._add_calls()
            result, broken, cause = self._wait()
            if broken:
                self._terminate_broken(cause)
                return
            if result is not None:
                self._process(result)
                exit_pid = None if isinstance(result, int) else result.exit_pid
                if exit_pid is not None:
                    self.processes.pop(exit_pid).join()
                del result
                executor = self.executor_reference()
                if executor is not None:
                    if exit_pid is not None:
                        with self.shutdown_lock:
                            executor._adjust_process_count()
                    else:
                        executor._idle_worker_semaphore.release()
                    del executor
            if self._is_shutting_down():
                self._flag_shutting_down()
                # Calls that were cancelled take no time.
                self._add_calls()
                if not self.pending_work_items:
                    self._join_workers()
                    return

    def _add_calls(self):
        while not self.call_queue.full():
            try:
                work_id = self.work_ids_queue.get(block=False)
            except queue.Empty:
                return
            item = self.pending_work_items[work_id]
            if item.future.set_running_or_notify_cancel():
                self.call_queue.put(_CallItem(work_id, item.fn, item.args, item.kwargs), block=True)
            else:
                del self.pending_work_items[work_id]

    def _wait(self):
        result_reader = self.result_queue._reader
        wakeup_reader = self.thread_wakeup._reader
        sentinels = [process.sentinel for process in list(self.processes.values())]
        ready = mp.connection.wait([result_reader, wakeup_reader, *sentinels])
        cause = None
        broken = True
        result = None
        if result_reader in ready:
            try:
                result = result_reader.recv()
                broken = False
            except BaseException as error:
                cause = traceback.format_exception(error)
        elif wakeup_reader in ready:
            broken = False
        self.thread_wakeup.clear()
        return result, broken, cause

    def _process(self, result):
        if isinstance(result, int):
            # A worker that was told to end has ended.
            process = self.processes.pop(result)
            process.join()
            return
        item = self.pending_work_items.pop(result.work_id, None)
        if item is not None:
            if result.exception is not None:
                item.future.set_exception(result.exception)
            else:
                item.future.set_result(result.result)

    def _is_shutting_down(self):
        executor = self.executor_reference()
        return _global_shutdown or executor is None or executor._shutdown_thread

    def _terminate_broken(self, cause):
        with self.shutdown_lock:
            executor = self.executor_reference()
            if executor is not None:
                executor._broken = ("A child process terminated abruptly, the process pool is not usable anymore")
                executor._shutdown_thread = True
                executor = None
            error = BrokenProcessPool("A process in the process pool was terminated abruptly while the future was running "
                                      "or pending.")
            if cause is not None:
                error.__cause__ = _RemoteTraceback(f"\n'''\n{''.join(cause)}'''")
            for item in list(self.pending_work_items.values()):
                try:
                    item.future.set_exception(error)
                except _base.InvalidStateError:
                    pass
            self.pending_work_items.clear()
            for process in self.processes.values():
                process.terminate()
            self.call_queue._terminate_broken()
        self._join_workers(broken=True)

    def _flag_shutting_down(self):
        executor = self.executor_reference()
        if executor is not None:
            executor._shutdown_thread = True
            if executor._cancel_pending_futures:
                left = {}
                for work_id, item in self.pending_work_items.items():
                    if not item.future.cancel():
                        left[work_id] = item
                self.pending_work_items = left
                while True:
                    try:
                        self.work_ids_queue.get_nowait()
                    except queue.Empty:
                        break
                executor._cancel_pending_futures = False

    def _join_workers(self, broken=False):
        if not broken:
            count = len(self.processes)
            sent = 0
            # The queue may be full; then a worker has to take something first.
            while sent < count and self._any_alive():
                for _ in range(count - sent):
                    try:
                        self.call_queue.put_nowait(None)
                        sent += 1
                    except queue.Full:
                        break
        self.call_queue.close()
        with self.shutdown_lock:
            self.call_queue.join_thread()
            self.thread_wakeup.close()
        for process in list(self.processes.values()):
            if broken:
                process.terminate()
            process.join()

    def _any_alive(self):
        return any(process.is_alive() for process in list(self.processes.values()))


class BrokenProcessPool(_base.BrokenExecutor):
    """A worker ended before its call did."""


class ProcessPoolExecutor(_base.Executor):
    """Calls functions in worker processes."""

    def __init__(self, max_workers=None, mp_context=None, initializer=None, initargs=(), *, max_tasks_per_child=None):
        if max_workers is None:
            self._max_workers = os.process_cpu_count() or 1
        else:
            if max_workers <= 0:
                raise ValueError("max_workers must be greater than 0")
            self._max_workers = max_workers
        if mp_context is None:
            mp_context = mp.get_context("spawn") if max_tasks_per_child is not None else mp.get_context()
        self._mp_context = mp_context
        self._safe_to_dynamically_spawn_children = self._mp_context.get_start_method(allow_none=False) != "fork"
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._initializer = initializer
        self._initargs = initargs
        if max_tasks_per_child is not None:
            if not isinstance(max_tasks_per_child, int):
                raise TypeError("max_tasks_per_child must be an integer")
            if max_tasks_per_child <= 0:
                raise ValueError("max_tasks_per_child must be >= 1")
            if self._mp_context.get_start_method(allow_none=False) == "fork":
                raise ValueError("max_tasks_per_child is incompatible with the 'fork' multiprocessing start method; supply "
                                 "a different mp_context.")
        self._max_tasks_per_child = max_tasks_per_child
        self._executor_manager_thread = None
        self._processes = {}
        self._shutdown_thread = False
        self._shutdown_lock = threading.Lock()
        self._idle_worker_semaphore = threading.Semaphore(0)
        self._broken = False
        self._queue_count = 0
        self._pending_work_items = {}
        self._cancel_pending_futures = False
        self._executor_manager_thread_wakeup = _ThreadWakeup()
        self._call_queue = _SafeQueue(max_size=self._max_workers + EXTRA_QUEUED_CALLS, ctx=self._mp_context,
                                      pending_work_items=self._pending_work_items,
                                      thread_wakeup=self._executor_manager_thread_wakeup)
        # Workers that are killed are no error of the queue's.
        self._call_queue._ignore_epipe = True
        self._result_queue = mp_context.SimpleQueue()
        self._work_ids = queue.Queue()

    def _start_executor_manager_thread(self):
        if self._executor_manager_thread is None:
            # A forked worker must not be made while other threads run.
            if not self._safe_to_dynamically_spawn_children:
                self._launch_processes()
            self._executor_manager_thread = _ExecutorManagerThread(self)
            self._executor_manager_thread.start()
            _threads_wakeups[self._executor_manager_thread] = self._executor_manager_thread_wakeup

    def _adjust_process_count(self):
        if self._processes is None:
            return
        if self._idle_worker_semaphore.acquire(blocking=False):
            return
        if len(self._processes) < self._max_workers:
            self._spawn_process()

    def _launch_processes(self):
        assert not self._executor_manager_thread, "Processes cannot be fork()ed after the thread has started, deadlock in the child processes could result."
        for _ in range(len(self._processes), self._max_workers):
            self._spawn_process()

    def _spawn_process(self):
        process = self._mp_context.Process(
            target=_process_worker,
            args=(self._call_queue, self._result_queue, self._initializer, self._initargs, self._max_tasks_per_child),
        )
        process.start()
        self._processes[process.pid] = process

    def submit(self, fn, /, *args, **kwargs):
        """Have a function called: its future."""
        with self._shutdown_lock:
            if self._broken:
                raise BrokenProcessPool(self._broken)
            if self._shutdown_thread:
                raise RuntimeError("cannot schedule new futures after shutdown")
            if _global_shutdown:
                raise RuntimeError("cannot schedule new futures after interpreter shutdown")
            future = _base.Future()
            self._pending_work_items[self._queue_count] = _WorkItem(future, fn, args, kwargs)
            self._work_ids.put(self._queue_count)
            self._queue_count += 1
            self._executor_manager_thread_wakeup.wakeup()
            if self._safe_to_dynamically_spawn_children:
                self._adjust_process_count()
            self._start_executor_manager_thread()
            return future

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        """Like the built-in map, in the workers, by chunks."""
        if chunksize < 1:
            raise ValueError("chunksize must be >= 1.")
        results = super().map(partial(_process_chunk, fn), itertools.batched(zip(*iterables), chunksize), timeout=timeout)
        return _chained(results)

    def shutdown(self, wait=True, *, cancel_futures=False):
        """No more calls; with wait, come back when all are done."""
        with self._shutdown_lock:
            self._cancel_pending_futures = cancel_futures
            self._shutdown_thread = True
            if self._executor_manager_thread_wakeup is not None:
                self._executor_manager_thread_wakeup.wakeup()
        if self._executor_manager_thread is not None and wait:
            self._executor_manager_thread.join()
        # What is left belongs to the thread.
        self._executor_manager_thread = None
        self._call_queue = None
        if self._result_queue is not None and wait:
            self._result_queue.close()
        self._result_queue = None
        self._processes = None
        self._executor_manager_thread_wakeup = None


def _chained(chunks):
    """The items of chunks, which are let go one by one."""
    for chunk in chunks:
        chunk.reverse()
        while chunk:
            yield chunk.pop()
