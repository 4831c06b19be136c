"""Objects written and read by pickle: records with shared parts, classes with slots and state hooks, long lists."""
import pickle
from collections import OrderedDict
from datetime import date


class Animal:
    def __init__(self, name, born, parents):
        self.name = name
        self.born = born
        self.parents = parents


class Cell:
    __slots__ = ("left", "right")

    def __init__(self, left, right):
        self.left = left
        self.right = right

    def __getstate__(self):
        return self.left, self.right

    def __setstate__(self, state):
        self.left, self.right = state


def sample():
    herd = []
    for i in range(300):
        herd.append(Animal("cow %d" % i, date(2000 + i % 20, 1 + i % 12, 1), herd[-2:]))
    chain = None
    for i in range(60):
        chain = Cell(i, chain)
    return {"herd": herd, "chain": chain, "numbers": list(range(3000)), "floats": [i / 3 for i in range(800)],
            "texts": ["t%d\u0105" % (i % 50) for i in range(800)], "pairs": [(i, str(i), None) for i in range(500)],
            "order": OrderedDict((str(i), i) for i in range(200)), "big": [3 ** i for i in range(80)],
            "bytes": [bytes([i, 255 - i]) for i in range(200)], "set": {1, 2, 3}}


def main():
    data = sample()
    total = 0
    for _ in range(24):
        for protocol in (2, 4, 5):
            packed = pickle.dumps(data, protocol)
            clone = pickle.loads(packed)
            assert clone["numbers"] == data["numbers"] and clone["order"] == data["order"]
            assert clone["herd"][9].parents[1] is clone["herd"][8]
            total += sum(animal.born.month for animal in clone["herd"]) + clone["chain"].right.left
            total += len(clone["texts"]) + len(clone["pairs"])
    print(total)


if __name__ == "__main__":
    main()
