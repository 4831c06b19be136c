"""Racy program 16: wait for a flag, locked update, hand over, limited places, order of a log."""
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
        log.append(('flag', me, flag.wait(0.002)))
        with lock:
            shared['safe'] += 1
        inbox.put((me, r))
        log.append(('got', inbox.get()[0], me))
        with places:
            log.append(('in', me))
            pause(r)
            log.append(('out', me))
        log.append((me, r))


threads = [threading.Thread(target=work, args=(number,)) for number in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(shared, table)
for entry in log:
    print(*entry)
