"""Racy program 6: dict in two steps, locked update, sleep, hand over, be told, order of a log."""
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
    for r in range(5):
        key = len(table)
        pause(r)
        table[key] = me
        with lock:
            shared['safe'] += 1
        time.sleep(0.001 * ((me + r) % 3))
        log.append(('slept', me, r))
        inbox.put((me, r))
        log.append(('got', inbox.get()[0], me))
        with condition:
            told = condition.wait(0.003)
            log.append(('told', me, told, shared['turn']))
        log.append((me, r))


threads = [threading.Thread(target=work, args=(number,)) for number in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(shared, table)
for entry in log:
    print(*entry)
