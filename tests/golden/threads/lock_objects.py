"""Lock and RLock: states, results, misuse, time limits."""

import _thread
import threading


def attempt(function, *args, **kwargs):
    try:
        print("->", function(*args, **kwargs))
    except BaseException as error:
        print(type(error).__name__, error)


lock = threading.Lock()
print(type(lock).__name__, lock.locked(), lock.acquire(), lock.locked(), lock.acquire(False), lock.acquire(timeout=0.01))
attempt(lock.acquire, False, 1)
attempt(lock.acquire, True, -2)
attempt(lock.acquire, True, 1e20)
attempt(lock.acquire, True, "x")
attempt(lock.acquire, blocking=True, timeout=None)
print(lock.release(), lock.locked())
attempt(lock.release)
attempt(threading.Lock, 1)
with lock as value:
    print("inside", value, lock.locked())
print(lock.locked())

rlock = threading.RLock()
print(rlock.acquire(), rlock.acquire(), rlock._recursion_count(), rlock._is_owned())
results = []
other = threading.Thread(target=lambda: results.append((rlock.acquire(False), rlock._is_owned())))
other.start()
other.join()
print(results)
attempt(rlock.acquire, False, 1)
rlock.release()
rlock.release()
attempt(rlock.release)
attempt(rlock._release_save)
with rlock:
    with rlock:
        print("twice", rlock._recursion_count())
print(rlock._is_owned())
stranger = threading.Thread(target=lambda: attempt(rlock.release))
with rlock:
    stranger.start()
    stranger.join()
print(_thread.TIMEOUT_MAX == threading.TIMEOUT_MAX, _thread.LockType is threading.Lock)
attempt(_thread.stack_size, -1)
attempt(_thread.stack_size, 100)
print(_thread.stack_size(65536), _thread.stack_size(0), _thread.stack_size())
attempt(_thread.start_new_thread, 1, ())
attempt(_thread.start_new_thread, print, 1)
attempt(_thread.start_new_thread, print, (), 1)
attempt(_thread.start_new_thread, print)
attempt(_thread.start_joinable_thread, 1)
handle = _thread._ThreadHandle()
print(handle.is_done(), handle.ident)
attempt(handle.join)
attempt(_thread.exit)
attempt(_thread.interrupt_main, 100)
