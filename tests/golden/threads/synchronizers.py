"""Condition, Semaphore, Event, Barrier, Timer: results, states, misuse."""

import threading
import time


def attempt(function, *args, **kwargs):
    try:
        print("->", function(*args, **kwargs))
    except BaseException as error:
        print(type(error).__name__, error)


condition = threading.Condition()
for name in ("wait", "notify", "notify_all", "release"):
    attempt(getattr(condition, name))
with condition:
    print(condition.wait(0.01), condition.wait(0), condition.wait_for(lambda: False, 0.01), condition.wait_for(lambda: 5))
plain = threading.Condition(threading.Lock())
attempt(plain.notify)
order = []


def waiter(number):
    with condition:
        order.append(("waits", number))
        print_ready.release()
        condition.wait()
        order.append(("woken", number))


print_ready = threading.Semaphore(0)
threads = [threading.Thread(target=waiter, args=(number,)) for number in range(3)]
for thread in threads:
    thread.start()
    print_ready.acquire()
with condition:
    condition.notify()
threads[0].join()
with condition:
    condition.notify(5)
for thread in threads:
    thread.join()
# The last two are woken together: whichever gets the lock first.
print(order[:4], sorted(order[4:]))

attempt(threading.Semaphore, -1)
semaphore = threading.Semaphore(2)
print(semaphore.acquire(), semaphore.acquire(), semaphore.acquire(False), semaphore.acquire(timeout=0.01))
attempt(semaphore.release, 0)
attempt(semaphore.acquire, False, 1)
semaphore.release(2)
print(semaphore._value)
bounded = threading.BoundedSemaphore(1)
attempt(bounded.release)
with bounded:
    attempt(bounded.release, 2)

event = threading.Event()
print(event.is_set(), event.wait(0.01), event.set(), event.is_set(), event.wait(), event.clear(), event.is_set())

attempt(threading.Barrier, 0)
numbers = []
barrier = threading.Barrier(3, action=lambda: numbers.append("action"))


def meet():
    numbers.append(barrier.wait() >= 0)


for _ in range(2):
    threads = [threading.Thread(target=meet) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
print(numbers, barrier.n_waiting, barrier.parties, barrier.broken)
attempt(barrier.wait, 0.01)
print(barrier.broken)
barrier.reset()
print(barrier.broken)
barrier.abort()
attempt(barrier.wait)

called = []
timer = threading.Timer(0.01, lambda *a, **k: called.append((a, k)), [1], {"k": 2})
timer.start()
timer.join()
cancelled = threading.Timer(5, called.append, ["never"])
cancelled.start()
cancelled.cancel()
cancelled.join()
print(called)
