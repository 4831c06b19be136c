"""Racy program 13: order of a log, own value, try a lock, sleep."""
import queue
import threading
import time

shared = {"counter": 0, "safe": 0, "free": None, "turn": None}
table, log = {}, []
lock, places, flag = threading.Lock(), threading.Semaphore(2), threading.Event()
condition, inbox, own = threading.Condition(), queue.Queue(), threading.local()


def pause(rounds):
    for _ in range(rounds % 3):
        pass


def work(me):
    for r in range(7):
        log.append((me, r))
        own.value = getattr(own, 'value', 0) + shared['counter']
        log.append(('own', me, own.value))
        if lock.acquire(blocking=False):
            pause(r)
            log.append(('has the lock', me))
            lock.release()
        else:
            log.append(('lock is taken', me))
        time.sleep(0.001 * ((me + r) % 3))
        log.append(('slept', me, r))


threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(shared, table)
for entry in log:
    print(*entry)
