# shell: "$1" -X sched-seed=1 --explain=threads --format=text "$2" 2>&1 | sed 's/ at 0x[0-9a-f]*//; s/  ([^(]*:/  (line /; s/ in .*)$/)/' | grep -v 'system call\|interpreter lock\|runs$\|_thread.lock>, taken by MainThread'; "$1" -X sched-seed=1 --explain=threads --format=json "$2" 2>&1 | tail -1 | cut -c1-16; echo survived
"""--explain=threads: who waits for what, who wakes whom, in counted time."""
import threading
import time

lock = threading.Lock()


def work():
    with lock:
        time.sleep(0.5)


threads = [threading.Thread(target=work, name=name) for name in ("one", "two")]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
