"""Pool and ProcessPoolExecutor: every way to hand out work, errors, worker death, the end."""
import multiprocessing as mp
import os
import signal
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool

state = None


def begin(value):
    global state
    state = value


def get_state(_):
    return state


def square(n):
    return n * n


def add(a, b=1):
    return a + b


def fail(n):
    raise ValueError("bad %d" % n)


def unpicklable(n):
    return lambda: n


def my_pid(_):
    return os.getpid()


def die():
    os.kill(os.getpid(), signal.SIGKILL)


def slow(n):
    time.sleep(n)
    return n


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, str(error).split(" at 0x")[0].split("\n")[0], type(error.__cause__).__name__)


def items():
    yield 1
    raise KeyError("from the iterable")


if __name__ == "__main__":
    with mp.Pool(2, begin, ("ready",)) as pool:
        print(pool.map(square, range(10)), pool.map(square, []), pool.map(square, iter([3]), chunksize=5), pool.map(get_state, [0]))
        print(pool.starmap(add, [(1, 2), (3,)]), list(pool.imap(square, range(5), chunksize=2)), sorted(pool.imap_unordered(square, range(5))))
        print(pool.apply(add, (1,), {"b": 5}), pool.map_async(square, [1, 2]).get(), pool.starmap_async(add, [(1, 1)]).get(20))
        attempt(pool.apply, fail, (1,))
        attempt(pool.map, fail, [7])
        attempt(list, pool.imap(fail, [1]))
        attempt(pool.apply, unpicklable, (1,))
        attempt(pool.apply, lambda: 1)
        attempt(pool.map, square, items())
        attempt(list, pool.imap(square, items()))
        attempt(pool.imap, square, [1], chunksize=0)
        result = pool.apply_async(slow, (0.3,))
        attempt(result.successful)
        attempt(result.get, 0.01)
        print(result.get(), result.successful(), result.ready())
        iterator = pool.imap(slow, [0.3])
        attempt(iterator.next, 0.01)
        print(iterator.next(20))
        attempt(pool.join)
        try:
            import pickle
            pickle.dumps(pool)
        except NotImplementedError as error:
            print(error)
        print(repr(pool))
    attempt(pool.map, square, [1])
    print(repr(pool))
    with mp.Pool(1, maxtasksperchild=2) as pool:
        pids = [pool.apply(my_pid, (0,)) for _ in range(6)]
        print(len(set(pids)), pids[0] == pids[1])
        pool.close()
        pool.join()
    for arguments in ({"processes": 0}, {"maxtasksperchild": 0}, {"initializer": 5}):
        attempt(mp.Pool, **arguments)
    from multiprocessing.pool import ThreadPool
    with ThreadPool(3) as pool:
        print(pool.map(square, range(5)), pool.apply(add, (1,)), list(pool.imap(square, [1, 2])))
    with ProcessPoolExecutor(2, initializer=begin, initargs=("executor",)) as executor:
        print(list(executor.map(square, range(5))), list(executor.map(add, [1, 2], [3, 4], chunksize=2)))
        print(executor.submit(get_state, 0).result(20), sorted(f.result() for f in as_completed([executor.submit(square, i) for i in range(4)])))
        attempt(executor.submit(fail, 3).result, 20)
        attempt(executor.submit(unpicklable, 3).result, 20)
        attempt(executor.submit(lambda: 1).result, 20)
    attempt(executor.submit, square, 1)
    executor = ProcessPoolExecutor(1)
    attempt(executor.submit(die).result, 20)
    attempt(executor.submit, square, 1)
    executor.shutdown()
    for arguments in ({"max_workers": 0}, {"initializer": 5}, {"max_tasks_per_child": 0}):
        attempt(ProcessPoolExecutor, **arguments)
