"""Racy program 12: lost update, own value, wait for a flag, try a lock, order of a log."""
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
    for r in range(10):
        value = shared['counter']
        for _ in range(r % 4):
            pass
        shared['counter'] = value + 1
        own.value = getattr(own, 'value', 0) + shared['counter']
        log.append(('own', me, own.value))
        log.append(('flag', me, flag.wait(0.002)))
        if lock.acquire(blocking=False):
            pause(r)
            log.append(('has the lock', me))
            lock.release()
        else:
            log.append(('lock is taken', me))
        log.append((me, r))


threads = [threading.Thread(target=work, args=(number,)) for number in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(shared, table)
for entry in log:
    print(*entry)
