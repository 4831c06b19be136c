"""concurrent.futures: futures, pools, wait, as_completed."""

import concurrent.futures as futures
import threading
from concurrent.futures import _base, thread as pools


def attempt(function, *args, **kwargs):
    try:
        print("->", function(*args, **kwargs))
    except BaseException as error:
        print(type(error).__module__, type(error).__name__, error)


future = futures.Future()
attempt(future.result, 0.01)
print(future.cancel(), future.cancel(), future.cancelled(), future.done(), future.running())
attempt(future.result)
attempt(future.exception)
print(future.set_running_or_notify_cancel())
future = futures.Future()
future.set_running_or_notify_cancel()
future.add_done_callback(lambda done: print("callback", done.result()))
print(future.cancel(), future.running())
future.set_result(5)
future.add_done_callback(lambda done: print("late", done.done()))
try:
    future.set_result(6)
except futures.InvalidStateError as error:
    print(str(error)[:10])
future = futures.Future()
future.set_exception(KeyError(3))
attempt(future.result)
print(repr(future.exception()))

attempt(futures.ThreadPoolExecutor, 0)
attempt(futures.ThreadPoolExecutor, initializer=3)
with futures.ThreadPoolExecutor(2, "name") as pool:
    print(pool.submit(pow, 2, 3).result(), list(pool.map(pow, [1, 2, 3], [2, 2, 2])))
    print(pool.submit(int, "x").exception())
    print(sorted({pool.submit(lambda: threading.current_thread().name).result() for _ in range(4)})[0])
    gate = threading.Event()
    attempt(lambda: next(pool.map(lambda _: gate.wait(), [1], timeout=0.02)))
    gate.set()
attempt(pool.submit, pow, 1, 1)

gate = threading.Event()
pool = futures.ThreadPoolExecutor(1)
work = [pool.submit(gate.wait)] + [pool.submit(pow, 2, n) for n in range(3)]
while not work[0].running():
    pass
print([f.cancel() for f in work[:2]])
pool.shutdown(wait=False, cancel_futures=True)
gate.set()
print(work[0].result(), [f.cancelled() for f in work])

order = []
pool = futures.ThreadPoolExecutor(3)
gates = [threading.Event() for _ in range(3)]
work = [pool.submit(lambda gate=gate, number=number: (gate.wait(), number)[1]) for number, gate in enumerate(gates)]
gates[1].set()
done, not_done = futures.wait(work, return_when=futures.FIRST_COMPLETED)
print([f.result() for f in done], len(not_done))
for future in futures.as_completed(work):
    order.append(future.result())
    if len(order) == 1:
        gates[2].set()
    elif len(order) == 2:
        gates[0].set()
print(order)
attempt(futures.wait, work + [futures.Future()], return_when="x")
failing = [pool.submit(int, "x"), pool.submit(threading.Event().wait, 0.2)]
done, not_done = futures.wait(failing, return_when=futures.FIRST_EXCEPTION)
print(len(done), len(not_done))
attempt(lambda: list(futures.as_completed([futures.Future()], timeout=0.01)))
print(futures.wait([]), futures.wait(work, timeout=0.01).not_done)
pool.shutdown()


def fail():
    raise RuntimeError("initializer")


_base.LOGGER.disabled = True
broken = futures.ThreadPoolExecutor(1, initializer=fail)
attempt(broken.submit(pow, 1, 1).result)
attempt(broken.submit, pow, 1, 1)
print(pools.BrokenThreadPool.__mro__[1].__name__, _base.PENDING, _base.FINISHED)
attempt(futures.Executor().submit, 1)
attempt(lambda: futures.nothing)
print(futures.__all__)
