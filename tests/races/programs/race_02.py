"""Racy program 2: dict in two steps, check, then act, helper thread, order of a log."""
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
        key = len(table)
        pause(r)
        table[key] = me
        if shared['free'] is None:
            pause(r)
            shared['free'] = me
            log.append(('took', me, r))
        else:
            shared['free'] = None
        helper = threading.Thread(target=log.append, args=(('helper of', me),))
        helper.start()
        log.append(('started a helper', me))
        helper.join()
        log.append((me, r))


threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(shared, table)
for entry in log:
    print(*entry)
