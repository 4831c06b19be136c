"""Locks, semaphores, conditions, events, barriers and shared values between processes."""
import multiprocessing as mp
import time


def add(value, array, lock, times):
    for i in range(times):
        with value.get_lock():
            value.value += 1
        with lock:
            array[i % len(array)] += 1


def hold(lock, event):
    with lock:
        event.set()
        time.sleep(0.2)


def wait_for(condition, value):
    with condition:
        condition.wait_for(lambda: value.value >= 3, timeout=20)


def pass_barrier(barrier, queue):
    queue.put(barrier.wait(20) >= 0)


def attempt(function, *args):
    try:
        print(function(*args))
    except Exception as error:
        print(type(error).__name__, error)


if __name__ == "__main__":
    value, array, lock = mp.Value("i", 0), mp.Array("l", 4), mp.Lock()
    ps = [mp.Process(target=add, args=(value, array, lock, 200)) for _ in range(3)]
    for p in ps:
        p.start()
    for p in ps:
        p.join()
    print(value.value, array[:], sum(array))
    event = mp.Event()
    p = mp.Process(target=hold, args=(lock, event))
    p.start()
    print(event.wait(20), lock.acquire(False), lock.acquire(timeout=0.01), lock, lock.acquire(timeout=20))
    p.join()
    print(lock, lock.release(), lock)
    attempt(lock.release)
    rlock = mp.RLock()
    print(rlock, rlock.acquire(), rlock.acquire(), rlock, rlock.release(), rlock.release())
    attempt(rlock.release)
    s, b = mp.Semaphore(2), mp.BoundedSemaphore(1)
    print(s, s.acquire(), s.get_value(), s.acquire(), s.acquire(False), s.release(), b)
    attempt(b.release)
    condition, counter = mp.Condition(), mp.Value("i", 0)
    p = mp.Process(target=wait_for, args=(condition, counter))
    p.start()
    for _ in range(3):
        with condition:
            counter.value += 1
            condition.notify_all()
    p.join()
    print(p.exitcode, event.is_set(), event.clear(), event.is_set(), event.wait(0.01))
    attempt(condition.wait)
    attempt(condition.notify)
    barrier, queue = mp.Barrier(3), mp.Queue()
    ps = [mp.Process(target=pass_barrier, args=(barrier, queue)) for _ in range(2)]
    for p in ps:
        p.start()
    print(barrier.wait(20) >= 0, queue.get(), queue.get(), barrier.parties, barrier.broken)
    for p in ps:
        p.join()
    barrier.abort()
    print(barrier.broken)
    import pickle
    for thing in (lock, value, queue, condition):
        attempt(pickle.dumps, thing)
    print(mp.Value("d", 2.5), mp.Value("c", b"x").value, mp.Value("b", 300).value, mp.Value("I", -1).value, mp.RawValue("i", 7))
    text = mp.Array("c", b"hello")
    print(text.value, text.raw, len(text), text[1:3])
    text.value = b"hi"
    print(text.value, text.raw)
    numbers = mp.Array("i", [1, 2, 3], lock=False)
    numbers[1:3] = [7, 8]
    print(numbers[:], list(numbers), numbers[-1])
    for function, args in ((mp.Value, ("i", "a")), (mp.Array, ("i", -1)), (numbers.__getitem__, (9,)), (mp.Array, ("i", "ab"))):
        attempt(function, *args)
