"""Racy program 15: be told, lost update, print."""
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
        with condition:
            told = condition.wait(0.003)
            log.append(('told', me, told, shared['turn']))
        value = shared['counter']
        for _ in range(r % 4):
            pass
        shared['counter'] = value + 1
        print('thread', me, 'round', r, 'sees', shared['counter'])


threads = [threading.Thread(target=work, args=(number,)) for number in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(shared, table)
for entry in log:
    print(*entry)
