"""What belongs to a thread: the exception in hand, context variables, recursion, generators."""

import contextvars
import sys
import threading

barrier = threading.Barrier(3)
found = []


def handle(number):
    try:
        raise ValueError(number)
    except ValueError:
        barrier.wait()
        found.append((number, sys.exc_info()[1].args))
        barrier.wait()
        try:
            raise
        except ValueError as error:
            found.append((number, error.args, error.__context__))


threads = [threading.Thread(target=handle, args=(number,)) for number in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(found, key=str), sys.exc_info())

variable = contextvars.ContextVar("variable", default="default")
variable.set("main")
values = []
thread = threading.Thread(target=lambda: (values.append(variable.get()), variable.set("thread"), values.append(variable.get())))
thread.start()
thread.join()
print(values, variable.get())
context = contextvars.copy_context()
thread = threading.Thread(target=context.run, args=(lambda: values.append(variable.get()),))
thread.start()
thread.join()
print(values)


def depth(n=0):
    try:
        return depth(n + 1)
    except RecursionError:
        return n


depths = []
thread = threading.Thread(target=lambda: depths.append(depth() > 900))
thread.start()
thread.join()
print(depths, depth() > 900)


def numbers():
    for number in range(1000):
        yield number


generator = numbers()
entered = threading.Event()
leave = threading.Event()


def stuck():
    entered.set()
    leave.wait()
    yield 1


blocked = stuck()
thread = threading.Thread(target=lambda: next(blocked))
thread.start()
entered.wait()
try:
    next(blocked)
except ValueError as error:
    print(error)
leave.set()
thread.join()
total = []
lock = threading.Lock()


def drain():
    while True:
        with lock:
            number = next(generator, None)
        if number is None:
            return
        total.append(number)


threads = [threading.Thread(target=drain) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sum(total), len(total), len(sys._current_frames()))
