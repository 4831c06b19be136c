"""Racy program 11: try a lock, locked update, lost update, order of a log."""
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
    for r in range(8):
        if lock.acquire(blocking=False):
            pause(r)
            log.append(('has the lock', me))
            lock.release()
        else:
            log.append(('lock is taken', me))
        with lock:
            shared['safe'] += 1
        value = shared['counter']
        for _ in range(r % 4):
            pass
        shared['counter'] = value + 1
        log.append((me, r))


threads = [threading.Thread(target=work, args=(number,)) for number in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(shared, table)
for entry in log:
    print(*entry)
