"""Counters go up with allocations and are set back by collections."""
import gc

gc.disable()
gc.collect()
print(gc.get_count()[1:], gc.get_threshold())
before = gc.get_count()[0]
keep = [[i] for i in range(500)]
print(gc.get_count()[0] - before > 300)
keep.clear()
gc.collect(0)
print(gc.get_count()[1:])
gc.collect(0)
gc.collect(0)
print(gc.get_count()[1:])
gc.collect(1)
print(gc.get_count()[1:])
gc.collect(1)
print(gc.get_count()[1:])
gc.collect(2)
print(gc.get_count()[1:])
for arguments in ((700,), (700, 11), (700, 11, 12), (0,)):
    gc.set_threshold(*arguments)
    print(gc.get_threshold())
for wrong in ((), (1, 2, 3, 4), ("x",), (1.5,), (2**40,)):
    try:
        gc.set_threshold(*wrong)
    except (TypeError, OverflowError) as e:
        print(type(e).__name__)
