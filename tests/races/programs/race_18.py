"""Racy program 18: flag, own value, locked update, order of a log."""
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
        if flag.is_set():
            flag.clear()
            log.append(('cleared', me))
        else:
            flag.set()
        own.value = getattr(own, 'value', 0) + shared['counter']
        log.append(('own', me, own.value))
        with lock:
            shared['safe'] += 1
        log.append((me, r))


threads = [threading.Thread(target=work, args=(number,)) for number in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(shared, table)
for entry in log:
    print(*entry)
