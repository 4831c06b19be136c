# shell: "$1" -X sched-seed=3 "$2" 2>&1 | sed 's/0x[0-9a-f]*/ADDRESS/; s/, at .*threads*/, at/; s/, at .*:/, at /'; echo survived
"""Two threads that wait for each other's lock: the seeded scheduler says who waits for whom."""
import threading
import time

first, second = threading.Lock(), threading.Lock()


def take(one, other):
    with one:
        time.sleep(1000)
        with other:
            pass


threads = [threading.Thread(target=take, args=pair) for pair in ((first, second), (second, first))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
