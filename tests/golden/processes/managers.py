"""Managers: every type, nested proxies, own classes, the end of the server."""
import multiprocessing as mp
import queue
from multiprocessing.managers import BaseManager, ListProxy, SharedMemoryManager


class Counter:
    def __init__(self, start=0):
        self.n = start

    def next(self):
        self.n += 1
        return self.n

    def fail(self):
        raise KeyError("remote")

    def _hidden(self):
        return 1


class Own(BaseManager):
    pass


Own.register("Counter", Counter)
Own.register("numbers", callable=lambda: [1, 2], proxytype=ListProxy)


def attempt(function, *args):
    try:
        print(function(*args))
    except Exception as error:
        print(type(error).__name__, str(error).split("\n")[0])


def use(shared, counter, lock):
    with lock:
        shared["n"] = shared.get("n", 0) + 1
        shared.setdefault("list", []).append("lost")
    counter.next()


if __name__ == "__main__":
    with mp.Manager() as manager:
        d = manager.dict(a=1)
        print(d, len(d), type(d).__name__, list(d), list(d.items()), d.get("q"), d.setdefault("s", 3), d.popitem(), "a" in d, d.copy(), d == d)
        attempt(lambda: d["nope"])
        d["x"] = manager.list([1, 2])
        d["x"].append(5)
        print(d["x"], d["x"][0], len(d["x"]))
        numbers = manager.list(range(5))
        numbers += [9]
        numbers *= 2
        print(numbers, numbers[2:4], numbers.count(9), numbers + [1], len(numbers * 2), list(reversed(numbers)))
        del numbers[0]
        numbers.insert(0, "i")
        attempt(numbers.sort)
        attempt(numbers.remove, 77)
        print(numbers._getvalue(), numbers.pop(), numbers.index(2))
        space = manager.Namespace(a=1)
        space.b = 2
        print(space, space.a)
        attempt(lambda: space.c)
        value = manager.Value("i", 5)
        value.value += 1
        print(value, value.value, value.get())
        lock, rlock, semaphore = manager.Lock(), manager.RLock(), manager.Semaphore(1)
        print(lock.acquire(), lock.acquire(False), lock.release(), rlock.acquire(), rlock.acquire(), semaphore.acquire(), semaphore.acquire(False))
        event, q, barrier = manager.Event(), manager.Queue(1), manager.Barrier(1)
        print(event.is_set(), event.wait(0.01), event.set(), event.wait(), q.put(1), q.full(), q.get(), barrier.wait(), barrier.parties)
        attempt(q.get_nowait)
        with manager.Condition() as _:
            pass
        with manager.Pool(1) as pool:
            print(pool.map(len, ["a", "bb"]), pool.apply(len, ("abc",)), pool.apply_async(len, ("x",)).get(), list(pool.imap(len, ["q"])))
        shared = manager.dict()
        with Own() as own:
            counter = own.Counter(10)
            ps = [mp.Process(target=use, args=(shared, counter, lock)) for _ in range(3)]
            for p in ps:
                p.start()
            for p in ps:
                p.join()
            print(shared, counter.next(), own.numbers(), type(counter).__name__)
            attempt(counter.fail)
            attempt(lambda: counter._hidden())
    try:
        len(d)
    except (OSError, EOFError):
        print("the server is gone")
    attempt(manager.list)
    attempt(Own().Counter)
    with SharedMemoryManager() as manager:
        block = manager.ShareableList(range(3))
        print(list(block), manager.SharedMemory(10).size >= 10)
        block.shm.close()
