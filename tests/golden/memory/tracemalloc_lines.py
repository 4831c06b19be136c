"""Blocks are put down to the line that made them."""
import tracemalloc

tracemalloc.start()


def lines(snapshot):
    found = {}
    for s in snapshot.statistics("lineno"):
        if s.traceback[0].filename.endswith("tracemalloc_lines.py"):
            found[s.traceback[0].lineno] = s
    return found


a = [bytes(2000) for _ in range(50)]
b = "x" * 70000

c = bytearray(40000)
d = [
    bytes(3000),
    bytes(4000),
]
e = [None] * 20000
found = lines(tracemalloc.take_snapshot())
for number, low in ((15, 100000), (16, 70000), (18, 40000), (20, 3000), (21, 4000), (23, 160000)):
    print(number, found[number].size >= low, found[number].size < low * 1.2 + 500)
tracemalloc.stop()
