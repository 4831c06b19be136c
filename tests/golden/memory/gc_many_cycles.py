"""Thousands of cycles of different sizes are all found."""
import gc

gc.disable()
gc.collect()


class Node:
    def __init__(self):
        self.next = self.arms = self.centre = self.all = None


def ring(n):
    nodes = [Node() for _ in range(n)]
    for i, node in enumerate(nodes):
        node.next = nodes[(i + 1) % n]


total = 0
for n in range(1, 60):
    ring(n)
    total += n
print(gc.collect() == total)


def star(n):
    centre = Node()
    centre.arms = [Node() for _ in range(n)]
    for arm in centre.arms:
        arm.centre = centre


star(500)
print(gc.collect())


def mesh(n):
    nodes = [Node() for _ in range(n)]
    for node in nodes:
        node.all = nodes


mesh(50)
print(gc.collect())


def mixed(depth):
    if depth == 0:
        return []
    inner = mixed(depth - 1)
    outer = {"inner": inner, "pair": (inner, depth)}
    inner.append(outer)
    return [outer]


mixed(20)
print(gc.collect())
print(gc.collect())
