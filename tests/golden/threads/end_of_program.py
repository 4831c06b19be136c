"""The end: threads that are not daemons, then exit functions; daemons stop."""

import atexit
import threading
import time

atexit.register(print, "exit function")
started = threading.Event()


def daemon():
    started.set()
    while True:
        time.sleep(0.001)


def worker():
    time.sleep(0.1)
    print("worker ends", threading.main_thread().is_alive())
    late = threading.Thread(target=lambda: print("late thread"))
    late.start()


threading.Thread(target=daemon, daemon=True).start()
started.wait()
threading.Thread(target=worker).start()
print("main ends")
