"""Racy program 19: check, then act, sleep, lost update, wait for a flag, tell, order of a log."""
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
        time.sleep(0.001 * ((me + r) % 3))
        log.append(('slept', me, r))
        value = shared['counter']
        for _ in range(r % 4):
            pass
        shared['counter'] = value + 1
        log.append(('flag', me, flag.wait(0.002)))
        with condition:
            shared['turn'] = me
            condition.notify_all()
        log.append((me, r))


threads = [threading.Thread(target=work, args=(number,)) for number in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(shared, table)
for entry in log:
    print(*entry)
