"""fork while other threads hold locks, sleep and compute: the child goes on alone."""
import os
import threading
import time

stop = False
held = threading.Lock()


def compute():
    while not stop:
        [n * n for n in range(100)]


def hold():
    with held:
        time.sleep(0.3)


threads = [threading.Thread(target=work) for work in (compute, compute, hold, lambda: time.sleep(0.3))]
for thread in threads:
    thread.start()
time.sleep(0.05)
for _ in range(5):
    child = os.fork()
    if child == 0:
        lock = threading.Lock()
        with lock:
            time.sleep(0.01)
            sum(range(100000))
        os._exit(7)
    _, status = os.waitpid(child, 0)
    print(status >> 8, status & 0xff)
stop = True
for thread in threads:
    thread.join()
print("survived")
