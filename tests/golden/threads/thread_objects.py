"""Thread: names, states, misuse, subclasses, daemons."""

import threading
import warnings


def attempt(function, *args, **kwargs):
    try:
        print("->", function(*args, **kwargs))
    except BaseException as error:
        print(type(error).__name__, error)






gate = threading.Event()


def work(out, *, add=1):
    gate.wait()
    out.append((threading.current_thread().name, add))


out = []
thread = threading.Thread(target=work, args=(out,), kwargs={"add": 2})
print(thread.name, thread.ident, thread.native_id, thread.daemon, thread.is_alive(), repr(thread))
attempt(thread.join)
thread.start()
print(thread.is_alive(), thread.ident is not None, thread.native_id is not None, threading.active_count())
print([t.name for t in threading.enumerate()])
attempt(thread.start)
attempt(setattr, thread, "daemon", True)
print(thread.join(0.01), thread.is_alive())
gate.set()
thread.join()
print(out, thread.is_alive(), threading.active_count())
attempt(threading.current_thread().join)
attempt(threading.Thread, 1)
print(threading.Thread(name="x").name, threading.Thread(name=5).name, threading.Thread(target=len).name)
print(threading.Thread(daemon=True).daemon, threading.main_thread().name, threading.main_thread() is threading.current_thread())


class Worker(threading.Thread):
    def __init__(self, value):
        super().__init__(name="worker")
        self.value = value

    def run(self):
        self.result = self.value * 2


worker = Worker(21)
worker.start()
worker.join()
print(worker.result, worker.name)


class Forgetful(threading.Thread):
    def __init__(self):
        pass


forgetful = Forgetful()
attempt(forgetful.start)
attempt(forgetful.join)
attempt(repr, forgetful)
attempt(lambda: forgetful.name)
attempt(lambda: forgetful.is_alive())
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    thread.setName("renamed")
    print(thread.getName(), thread.isDaemon(), threading.activeCount(), threading.currentThread().name)
print([str(warning.message) for warning in caught])
inherited = []
parent = threading.Thread(target=lambda: inherited.append(threading.Thread().daemon), daemon=True)
parent.start()
parent.join()
print(inherited)
attempt(parent.join, "a")
print(threading.get_ident() == threading.main_thread().ident, threading.get_native_id() == threading.main_thread().native_id)
