"""Threads that spin take turns; what they share stays whole."""

import sys
import threading

old = sys.getswitchinterval()
sys.setswitchinterval(0.0005)
print(round(old, 6), round(sys.getswitchinterval(), 6))
try:
    sys.setswitchinterval(0)
except ValueError as error:
    print(error)
turn = 0
steps = []


def take(number):
    global turn
    for _ in range(20):
        while turn != number:
            pass
        steps.append(number)
        turn = 1 - number


threads = [threading.Thread(target=take, args=(number,)) for number in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(steps == [0, 1] * 20)
total = 0
lock = threading.Lock()


def count():
    global total
    for _ in range(5000):
        with lock:
            value = total
            total = value + 1


threads = [threading.Thread(target=count) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(total)
shared = {}


def fill(number):
    for index in range(2000):
        shared[number, index] = [index]
        shared.pop((number, index - 5), None)


threads = [threading.Thread(target=fill, args=(number,)) for number in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(shared))
