"""threading.local: a namespace for every thread."""

import gc
import threading
import weakref


def attempt(function, *args, **kwargs):
    try:
        print("->", function(*args, **kwargs))
    except BaseException as error:
        print(type(error).__name__, error)


data = threading.local()
data.x = 1
seen = []


def use():
    seen.append(hasattr(data, "x"))
    data.x = 2
    seen.append(data.__dict__)


thread = threading.Thread(target=use)
thread.start()
thread.join()
print(seen, data.x, data.__dict__)
del data.x
attempt(lambda: data.x)
attempt(delattr, data, "x")
attempt(threading.local, 1)
attempt(setattr, data, "__dict__", {})


class Counted(threading.local):
    shared = "class attribute"
    made = 0

    def __init__(self, start, step=1):
        type(self).made += 1
        self.value = start
        self.step = step

    def next(self):
        self.value += self.step
        return self.value

    @property
    def double(self):
        return self.value * 2


counted = Counted(10, step=5)
print(counted.next(), counted.double, counted.shared)
results = []
for _ in range(2):
    thread = threading.Thread(target=lambda: results.append((counted.next(), counted.next())))
    thread.start()
    thread.join()
print(results, counted.value, Counted.made)


class Failing(threading.local):
    def __init__(self):
        if threading.current_thread() is not threading.main_thread():
            raise ValueError("no")


failing = Failing()
thread = threading.Thread(target=lambda: attempt(lambda: failing.x))
thread.start()
thread.join()


class Thing:
    pass


thing = Thing()
reference = weakref.ref(thing)


def keep():
    data.thing = thing


thread = threading.Thread(target=keep)
thread.start()
thread.join()
del thing
gc.collect()
print("dropped with its thread:", reference() is None)
