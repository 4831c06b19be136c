"""Racy program 8: print, limited places, dict in two steps."""
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
        print('thread', me, 'round', r, 'sees', shared['counter'])
        with places:
            log.append(('in', me))
            pause(r)
            log.append(('out', me))
        key = len(table)
        pause(r)
        table[key] = me


threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(shared, table)
for entry in log:
    print(*entry)
