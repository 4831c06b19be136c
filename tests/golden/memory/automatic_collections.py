"""Collections start by themselves when enough containers have been allocated."""
import gc

gc.collect()
died = 0


class Node:
    def __del__(self):
        global died
        died += 1


def cycles(n):
    for _ in range(n):
        a = Node()
        a.me = a


gc.set_threshold(100, 5, 5)
before = [row["collections"] for row in gc.get_stats()]
cycles(1000)
after = [row["collections"] for row in gc.get_stats()]
print(died > 800, after[0] - before[0] > 5, after[1] - before[1] >= 1)
gc.disable()
died = 0
cycles(1000)
print(died)
gc.enable()
gc.set_threshold(0)
died = 0
cycles(1000)
print(died)
gc.set_threshold(700, 10, 10)
gc.collect()
print(died >= 2000)
keep = []
gc.set_threshold(100, 5, 5)
for n in range(2000):
    keep.append([n])
print(len(keep), len(gc.get_objects(2)) > 1000)
