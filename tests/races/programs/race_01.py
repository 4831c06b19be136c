"""Racy program 1: dict in two steps, hand over, check, then act, order of a log."""
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
    for r in range(12):
        key = len(table)
        pause(r)
        table[key] = me
        inbox.put((me, r))
        log.append(('got', inbox.get()[0], me))
        if shared['free'] is None:
            pause(r)
            shared['free'] = me
            log.append(('took', me, r))
        else:
            shared['free'] = None
        log.append((me, r))


threads = [threading.Thread(target=work, args=(number,)) for number in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(shared, table)
for entry in log:
    print(*entry)
