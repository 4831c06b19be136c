"""faulthandler: stacks of threads, states."""

import faulthandler
import os
import signal
import sys
import tempfile
import threading


def dumped(function):
    with tempfile.TemporaryFile() as file:
        function(file)
        file.seek(0)
        return file.read().decode().replace(__file__, "FILE").splitlines()


def inner(file):
    faulthandler.dump_traceback(file, all_threads=False)


print(dumped(inner))
lines = dumped(lambda file: faulthandler.dump_traceback(file))
print(lines[0].startswith("Current thread 0x"), lines[0].endswith("(most recent call first):"), lines[-1])
ready, leave = threading.Event(), threading.Event()


def waiting():
    ready.set()
    leave.wait()


thread = threading.Thread(target=waiting)
thread.start()
ready.wait()
lines = dumped(lambda file: faulthandler.dump_traceback(file))
leave.set()
thread.join()
print(lines[0].startswith("Thread 0x"), sum(line == "" for line in lines), any(line.endswith("in waiting") for line in lines))
print(faulthandler.is_enabled(), faulthandler.enable(), faulthandler.is_enabled(), faulthandler.disable(), faulthandler.disable())


def by_signal(file):
    faulthandler.register(signal.SIGUSR1, file)
    os.kill(os.getpid(), signal.SIGUSR1)
    print(faulthandler.unregister(signal.SIGUSR1), faulthandler.unregister(signal.SIGUSR1))


print(dumped(by_signal)[-1])


def later(file):
    faulthandler.dump_traceback_later(0.05, file=file)
    threading.Event().wait(0.3)
    faulthandler.cancel_dump_traceback_later()


lines = dumped(later)
print(lines[0], lines[-1])
try:
    faulthandler.dump_traceback_later(0)
except ValueError as error:
    print(error)
