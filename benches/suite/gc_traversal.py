"""Full collections while large live structures are there: nested lists, a graph of objects, and cycles that die."""
import gc


class Node:
    def __init__(self, number):
        self.number = number
        self.edges = []
        self.owner = None


def nest(levels, width):
    lists = [[]]
    for _ in range(levels):
        lists = [[lists, i] for i in range(width)]
    return lists


def graph(count):
    nodes = [Node(i) for i in range(count)]
    for i, node in enumerate(nodes):
        node.owner = nodes[0]
        node.edges = [nodes[(i * k + 1) % count] for k in (2, 3, 7)]
    return nodes


def table(count):
    return {i: {"pair": (i, [i]), "self": None} for i in range(count)}


def main():
    kept = [nest(400, 25), graph(12000), table(6000)]
    found = 0
    for _ in range(40):
        found += gc.collect()
    for size in range(20):
        dying = graph(2000 + size)
        ring = []
        ring.append(ring)
        del dying, ring
        found += gc.collect()
    print(found > 0, len(kept), len(kept[1]), sum(len(node.edges) for node in kept[1]))


if __name__ == "__main__":
    main()
