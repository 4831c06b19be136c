"""compare_to shows where memory grew between two snapshots."""
import tracemalloc

tracemalloc.start()
first = tracemalloc.take_snapshot()
grown = [bytes(1000) for _ in range(300)]
second = tracemalloc.take_snapshot()
own = [s for s in second.compare_to(first, "lineno") if s.traceback[0].filename.endswith("tracemalloc_compare.py")]
print(own[0].traceback[0].lineno, own[0].size_diff >= 300000, own[0].count_diff >= 300)
del grown
third = tracemalloc.take_snapshot()
own = [s for s in third.compare_to(second, "lineno") if s.traceback[0].filename.endswith("tracemalloc_compare.py")]
print(own[0].traceback[0].lineno, own[0].size_diff <= -300000, own[0].count_diff <= -300)
kept = third.filter_traces([tracemalloc.Filter(False, tracemalloc.__file__) if hasattr(tracemalloc, "__file__") else tracemalloc.Filter(False, "<frozen tracemalloc>")])
print(len(kept.traces) <= len(third.traces))
tracemalloc.stop()
