"""Racy program 4: order of a log, check, then act, print."""
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
    for r in range(11):
        log.append((me, r))
        if shared['free'] is None:
            pause(r)
            shared['free'] = me
            log.append(('took', me, r))
        else:
            shared['free'] = None
        print('thread', me, 'round', r, 'sees', shared['counter'])


threads = [threading.Thread(target=work, args=(number,)) for number in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(shared, table)
for entry in log:
    print(*entry)
