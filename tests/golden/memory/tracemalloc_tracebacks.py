"""With more frames a traceback names the callers, outermost first."""
import tracemalloc

tracemalloc.start(10)


def make():
    return bytes(5000)


def middle():
    return make()


def outer():
    return middle()


kept = outer()
found = tracemalloc.get_object_traceback(kept)
print([(f.filename.rpartition("/")[2], f.lineno) for f in found], len(found))
print([line.replace(f.filename, "FILE") for f in found[:1] for line in found.format()])
print(tracemalloc.get_object_traceback(5), tracemalloc.get_object_traceback(None))
shot = tracemalloc.take_snapshot().filter_traces([tracemalloc.Filter(True, "*tracemalloc_tracebacks.py")])
top = [s for s in shot.statistics("traceback") if s.size >= 5000]
print(len(top), [f.lineno for f in top[0].traceback], top[0].count >= 1)
tracemalloc.stop()
print(tracemalloc.get_object_traceback(kept))
tracemalloc.start(2)
kept = outer()
found = tracemalloc.get_object_traceback(kept)
print([f.lineno for f in found])
tracemalloc.stop()
