"""queue: orders, bounds, time limits, join, shutdown."""

import queue
import threading


def attempt(function, *args, **kwargs):
    try:
        print("->", function(*args, **kwargs))
    except BaseException as error:
        print(type(error).__module__, type(error).__name__, error)


for kind in (queue.Queue, queue.LifoQueue, queue.PriorityQueue, queue.SimpleQueue):
    q = kind()
    for item in (2, 3, 1):
        q.put(item)
    print(kind.__name__, q.qsize(), q.empty(), [q.get() for _ in range(3)], q.empty())
    attempt(q.get, False)
    attempt(q.get, timeout=0.01)
    attempt(q.get_nowait)
    attempt(q.get, True, -1)
bounded = queue.Queue(2)
bounded.put(1)
bounded.put(2)
print(bounded.full())
attempt(bounded.put, 3, False)
attempt(bounded.put, 3, timeout=0.01)
attempt(bounded.put_nowait, 3)
attempt(bounded.put, 3, True, -1)
print(bounded.get(), bounded.get())
attempt(bounded.task_done)
attempt(bounded.task_done)
attempt(bounded.task_done)
results = []


def consume():
    while True:
        item = work.get()
        if item is None:
            break
        results.append(item * item)
        work.task_done()


work = queue.Queue(3)
thread = threading.Thread(target=consume)
thread.start()
for item in range(20):
    work.put(item)
work.join()
print(results)
work.put(None)
thread.join()

closing = queue.Queue()
closing.put(1)
closing.shutdown()
attempt(closing.put, 2)
print(closing.get())
attempt(closing.get)
blocked = queue.Queue()
outcome = []


def wait_for_it():
    try:
        blocked.get()
    except queue.ShutDown:
        outcome.append("shut down")


thread = threading.Thread(target=wait_for_it)
thread.start()
blocked.shutdown(immediate=True)
thread.join()
print(outcome, blocked.is_shutdown)
print(queue.Queue[int], queue.SimpleQueue[int], queue.Empty.__mro__[1].__name__)
