"""Racy program 20: hand over, wait for a flag, own value, tell, check, then act, order of a log."""
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
        inbox.put((me, r))
        log.append(('got', inbox.get()[0], me))
        log.append(('flag', me, flag.wait(0.002)))
        own.value = getattr(own, 'value', 0) + shared['counter']
        log.append(('own', me, own.value))
        with condition:
            shared['turn'] = me
            condition.notify_all()
        if shared['free'] is None:
            pause(r)
            shared['free'] = me
            log.append(('took', me, r))
        else:
            shared['free'] = None
        log.append((me, r))


threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(shared, table)
for entry in log:
    print(*entry)
