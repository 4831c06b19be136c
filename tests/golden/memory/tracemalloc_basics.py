"""tracemalloc: started and stopped, with its limit and its errors."""
import tracemalloc

print(tracemalloc.is_tracing(), tracemalloc.get_traceback_limit(), tracemalloc.get_traced_memory())
tracemalloc.start()
print(tracemalloc.is_tracing(), tracemalloc.get_traceback_limit())
tracemalloc.start(5)
print("a second start changes nothing:", tracemalloc.get_traceback_limit())
tracemalloc.stop()
tracemalloc.start(25)
print(tracemalloc.get_traceback_limit())
tracemalloc.clear_traces()
print(tracemalloc.get_tracemalloc_memory() > 0)
tracemalloc.stop()
tracemalloc.stop()
print(tracemalloc.is_tracing(), tracemalloc.get_traced_memory())
for wrong in (0, -1, 65536, 2**40, "a", 1.5):
    try:
        tracemalloc.start(wrong)
    except (ValueError, TypeError, OverflowError) as e:
        print(type(e).__name__, e)
try:
    tracemalloc.take_snapshot()
except RuntimeError as e:
    print(e)
print(tracemalloc.get_object_traceback(object()))
