# shell: for seed in 1 2 3 4 5 6; do for again in 1 2 3; do "$1" -X sched-seed=$seed "$2"; done | sort -u | wc -l; done | sort -u; for seed in 1 2 3 4 5 6; do "$1" -X sched-seed=$seed "$2"; done | sort -u | wc -l | awk '{print ($1 > 1)}'; "$1" --find-race 30 "$2" | head -1 | cut -c1-6; echo survived
"""Racy programs: the same seed gives the same output, other seeds give others, --find-race finds two."""
import queue
import threading
import time


class Account:
    balance = 0


account = Account()
total = 0
log = []


def count():
    global total
    for _ in range(50):
        total += 1
        account.balance += 1
        seen = total
        total = seen + 1


def sleepy(number):
    for _ in range(5):
        time.sleep(0.01 * number)
        log.append(number)


def feed(source):
    for number in range(10):
        source.put((number, threading.current_thread().name))


threads = [threading.Thread(target=count) for _ in range(4)]
threads += [threading.Thread(target=sleepy, args=(number,)) for number in (1, 2, 3)]
items = queue.Queue(2)
threads += [threading.Thread(target=feed, args=(items,)) for _ in range(2)]
for thread in threads:
    thread.start()
taken = [items.get() for _ in range(20)]
for thread in threads:
    thread.join()
print(total, account.balance, log, taken, round(time.monotonic() % 1000, 6), len(set(map(str, range(9)))))
