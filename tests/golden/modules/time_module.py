"""time: clocks that go forward, sleep, structures, formatting."""
import time

a = time.time()
b = time.perf_counter()
c = time.monotonic()
time.sleep(0.01)
print(time.time() >= a, time.perf_counter() - b >= 0.009, time.monotonic() - c >= 0.009, type(time.time()).__name__, type(time.time_ns()).__name__, time.perf_counter_ns() > 0, time.process_time() >= 0)
t = time.gmtime(0)
print(tuple(t), t.tm_year, t.tm_wday, time.strftime("%Y-%m-%d %H:%M:%S", t), time.gmtime(1700000000)[:6], time.asctime(t), len(t))
for bad in (lambda: time.sleep(-1), lambda: time.sleep("x"), lambda: time.gmtime("x"), lambda: time.sleep(), lambda: time.gmtime(10 ** 30)):
    try:
        bad()
    except (ValueError, TypeError, OverflowError, OSError) as error:
        print(type(error).__name__, error)
print(time.sleep(0), time.strftime("%j %a %b", time.gmtime(86400 * 40)))
