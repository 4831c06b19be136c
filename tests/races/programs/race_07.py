"""Racy program 7: hand over, limited places, own value, be told, order of a log."""
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
    for r in range(6):
        inbox.put((me, r))
        log.append(('got', inbox.get()[0], me))
        with places:
            log.append(('in', me))
            pause(r)
            log.append(('out', me))
        own.value = getattr(own, 'value', 0) + shared['counter']
        log.append(('own', me, own.value))
        with condition:
            told = condition.wait(0.003)
            log.append(('told', me, told, shared['turn']))
        log.append((me, r))


threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(shared, table)
for entry in log:
    print(*entry)
