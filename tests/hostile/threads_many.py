"""200 threads with 1,000 lock hand-overs each, 1,000 starts, a condition that goes to and fro."""
import threading

lock = threading.Lock()
total = 0


def count():
    global total
    for _ in range(1000):
        with lock:
            total += 1


threads = [threading.Thread(target=count) for _ in range(200)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(total)
for _ in range(1000):
    thread = threading.Thread(target=int)
    thread.start()
    thread.join()
condition = threading.Condition()
turn = 0


def alternate(me):
    global turn
    for _ in range(5000):
        with condition:
            while turn != me:
                condition.wait()
            turn = 1 - me
            condition.notify()


threads = [threading.Thread(target=alternate, args=(me,)) for me in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("survived")
