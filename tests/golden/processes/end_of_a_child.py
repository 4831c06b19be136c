"""What happens at the end of a child: its threads, its exit functions, finalizers, output, the log."""
import atexit
import logging
import multiprocessing as mp
import sys
import threading
import time
from multiprocessing import util

atexit.register(lambda: print("exit function of the parent"))


def body():
    util.Finalize(None, print, args=("finalizer",), exitpriority=5)
    atexit.register(lambda: print("exit function of the child"))
    threading.Thread(target=lambda: (time.sleep(0.2), print("end of a thread"))).start()
    print("body")


def nested():
    try:
        mp.Pool(1)
    except AssertionError as error:
        print(error)


if __name__ == "__main__":
    mp.log_to_stderr(logging.INFO).handlers[0].setStream(sys.stdout)
    sys.stdout.flush()
    p = mp.Process(target=body, name="first")
    p.start()
    p.join()
    print(p.exitcode, flush=True)
    p = mp.Process(target=nested, daemon=True)
    p.start()
    p.join()
    mp.get_logger().setLevel(logging.ERROR)
