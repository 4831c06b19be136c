"""Racy program 5: lost update, print, helper thread, sleep, try a lock."""
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
        value = shared['counter']
        for _ in range(r % 4):
            pass
        shared['counter'] = value + 1
        print('thread', me, 'round', r, 'sees', shared['counter'])
        helper = threading.Thread(target=log.append, args=(('helper of', me),))
        helper.start()
        log.append(('started a helper', me))
        helper.join()
        time.sleep(0.001 * ((me + r) % 3))
        log.append(('slept', me, r))
        if lock.acquire(blocking=False):
            pause(r)
            log.append(('has the lock', me))
            lock.release()
        else:
            log.append(('lock is taken', me))


threads = [threading.Thread(target=work, args=(number,)) for number in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(shared, table)
for entry in log:
    print(*entry)
