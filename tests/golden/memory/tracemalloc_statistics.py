"""Statistics and differences of given traces, and how they are written."""
import tracemalloc

F = tracemalloc.Filter


def snapshot(*rows):
    return tracemalloc.Snapshot([(0, size, frames, len(frames)) for size, frames in rows], 2)


a = snapshot((100, (("a.py", 1), ("b.py", 2))), (50, (("a.py", 1), ("b.py", 3))), (50, (("c.py", 9),)), (2000, (("d.py", 9),)))
b = snapshot((100, (("a.py", 1), ("b.py", 2))), (150000, (("a.py", 7), ("b.py", 3))), (50, (("c.py", 9),)))
for key in ("lineno", "filename", "traceback"):
    print(key)
    for s in a.statistics(key):
        print("  ", s)
    for s in b.compare_to(a, key):
        print("  ", s)
for s in a.statistics("lineno", cumulative=True):
    print(s)
for rules in ([F(True, "a.py")], [F(False, "a.py")], [F(True, "b.py", 2, all_frames=True)], [F(True, "*.py"), F(False, "c*")], [tracemalloc.DomainFilter(False, 0)], []):
    print([trace.size for trace in a.filter_traces(rules).traces])
print(repr(a.statistics("filename")[0]), repr(b.compare_to(a, "filename")[0]))
print(repr(a.traces[0]), a.traces, len(a.traces), a.traces[0] in a.traces)
for size in (0, 10239, 10240, 102400, 103424, 10**8, 2**40, 2**60, -5):
    print(tracemalloc.Statistic(tracemalloc.Traceback((("x", 1),)), size, 3))
for wrong in (lambda: a.statistics("size"), lambda: a.statistics("traceback", True), lambda: a.filter_traces(F(True, "x"))):
    try:
        wrong()
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
