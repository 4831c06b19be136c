"""What a thread's function raises: excepthook, SystemExit, hooks of one's own."""

import sys
import threading
import _thread
import time


def fail():
    raise ValueError("in a thread")


def leave():
    raise SystemExit(3)


seen = []


def hook(args):
    seen.append((args.exc_type.__name__, str(args.exc_value), args.exc_traceback is not None, args.thread.name))


threading.excepthook = hook
for target in (fail, leave, lambda: 1 / 0):
    thread = threading.Thread(target=target, name="t")
    thread.start()
    thread.join()
print(seen)
threading.excepthook = threading.__excepthook__
print(threading.ExceptHookArgs([ValueError, ValueError("x"), None, None]))
try:
    threading.excepthook(1)
except TypeError as error:
    print(error)


class Stream:
    def __init__(self):
        self.text = ""

    def write(self, text):
        self.text += text

    def flush(self):
        pass


def capture(function):
    old, sys.stderr = sys.stderr, Stream()
    try:
        function()
        return sys.stderr.text
    finally:
        sys.stderr = old


def run_failing():
    thread = threading.Thread(target=fail, name="failing")
    thread.start()
    thread.join()


lines = capture(run_failing).splitlines()
print(lines[0], lines[1], lines[-1], sep="\n")


def run_leaving():
    thread = threading.Thread(target=leave)
    thread.start()
    thread.join()


print(repr(capture(run_leaving)))


def raw():
    done = threading.Event()

    def both():
        try:
            fail()
        finally:
            done.set()

    _thread.start_new_thread(both, ())
    done.wait()
    time.sleep(0.1)


lines = capture(raw).splitlines()
print(lines[0].startswith("Exception ignored in thread started by <function raw.<locals>.both at 0x"), lines[-1])


def bad_hook(args):
    raise RuntimeError("the hook")


threading.excepthook = bad_hook
lines = capture(run_failing).splitlines()
print(lines[0], lines[-1])
