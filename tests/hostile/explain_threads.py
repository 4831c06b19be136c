# shell: for seed in 1 2 3 4; do "$1" -X sched-seed=$seed --explain=threads --format=text "$2" 2>&1 | sed 's/ at 0x[0-9a-f]*//; s/  ([^(]*:/  (line /; s/ in .*)$/)/; s/  (line .*threading.py.*$//' | grep -v 'system call\|interpreter lock\|runs$\|^ *0[.]000000 .* is woken\|^ *0[.]000000 .* waits for <' | LC_ALL=C sort -s -k1,2; done; "$1" -X sched-seed=1 --explain=threads --format=json "$2" 2>&1 | tail -1 | cut -c1-16; echo survived
"""--explain=threads: who waits for what, who wakes whom, in counted time.

What happens at one moment happens in an order of the seed's choice, which any
change of the evaluator may change; so the lines of a moment are sorted by
thread, and the beginning, where threads wait for each other's start, is left
out. Time passes only when nobody can run: the rest is one order for all seeds.
"""
import threading
import time

lock = threading.Lock()


def work(pause):
    time.sleep(pause)
    with lock:
        time.sleep(0.75)


lock.acquire()
for name, pause in ("one", 0.1), ("two", 0.2):
    threading.Thread(target=work, name=name, args=(pause,)).start()
time.sleep(0.5)
lock.release()
