"""Racy program 9: print, hand over, dict in two steps, tell."""
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
        print('thread', me, 'round', r, 'sees', shared['counter'])
        inbox.put((me, r))
        log.append(('got', inbox.get()[0], me))
        key = len(table)
        pause(r)
        table[key] = me
        with condition:
            shared['turn'] = me
            condition.notify_all()


threads = [threading.Thread(target=work, args=(number,)) for number in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(shared, table)
for entry in log:
    print(*entry)
