"""Traced memory grows and shrinks with the objects that are alive."""
import sys
import tracemalloc

tracemalloc.start()


def used():
    return tracemalloc.get_traced_memory()[0]


def close(found, wanted):
    return abs(found - wanted) <= wanted * 0.15 + 200


before = used()
data = [bytes(1000) for _ in range(100)]
print(close(used() - before, sum(map(sys.getsizeof, data)) + sys.getsizeof(data)))
del data
print(used() - before < 5000)
before = used()
text = "x" * 100000
print(close(used() - before, sys.getsizeof(text)))
items = [None] * 50000
print(close(used() - before, sys.getsizeof(text) + sys.getsizeof(items)))
del text, items
before = used()
row = tuple([None] * 10000)
print(close(used() - before, sys.getsizeof(row)))
del row
before = used()
buffer = bytearray(30000)
print(close(used() - before, sys.getsizeof(buffer)))
del buffer
tracemalloc.reset_peak()
low = tracemalloc.get_traced_memory()
big = bytes(10**6)
del big
now, peak = tracemalloc.get_traced_memory()
print(peak - now > 900000, peak >= low[0])
tracemalloc.reset_peak()
now, peak = tracemalloc.get_traced_memory()
print(peak - now < 5000)
tracemalloc.clear_traces()
print(used() < 5000)
tracemalloc.stop()
