"""Racy program 10: check, then act, limited places, locked update, order of a log, be told."""
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
        if shared['free'] is None:
            pause(r)
            shared['free'] = me
            log.append(('took', me, r))
        else:
            shared['free'] = None
        with places:
            log.append(('in', me))
            pause(r)
            log.append(('out', me))
        with lock:
            shared['safe'] += 1
        log.append((me, r))
        with condition:
            told = condition.wait(0.003)
            log.append(('told', me, told, shared['turn']))


threads = [threading.Thread(target=work, args=(number,)) for number in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(shared, table)
for entry in log:
    print(*entry)
