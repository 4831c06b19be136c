"""Racy program 17: tell, sleep, hand over, helper thread, wait for a flag, order of a log."""
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
        with condition:
            shared['turn'] = me
            condition.notify_all()
        time.sleep(0.001 * ((me + r) % 3))
        log.append(('slept', me, r))
        inbox.put((me, r))
        log.append(('got', inbox.get()[0], me))
        helper = threading.Thread(target=log.append, args=(('helper of', me),))
        helper.start()
        log.append(('started a helper', me))
        helper.join()
        log.append(('flag', me, flag.wait(0.002)))
        log.append((me, r))


threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(shared, table)
for entry in log:
    print(*entry)
