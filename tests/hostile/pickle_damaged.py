"""Thousands of damaged pickles: nothing but exceptions, and no memory for lengths that are only claimed."""
import collections
import pickle
import resource

seed = 12345


def below(limit):
    global seed
    seed = (seed * 6364136223846793005 + 1442695040888963407) & (1 << 64) - 1
    return (seed >> 33) % limit


class Thing:
    def __init__(self, value):
        self.value = value


VALUES = [
    [1, 2.5, "text", b"bytes", None, True, (1, 2), {"k": [1]}, {1, 2}, frozenset([3]), bytearray(b"xy")],
    {i: str(i) for i in range(30)}, Thing({"a": Thing(1)}), collections.OrderedDict(a=1), 2**200, "é\U0001f600" * 20,
    [[], [[]], [[[]]]] * 5, complex(1, 2), ValueError("x"),
]
BYTES = b"\x8e\x8d\x96B\x95rj\x8bXT(.0.1Rb\x81\x93\x94\x97\x98t\x85"
outcomes = collections.Counter()
for i in range(20000):
    data = bytearray(pickle.dumps(VALUES[i % len(VALUES)], i % 3 + 3))
    for _ in range(1 + below(4)):
        if not data:
            break
        place = below(len(data))
        way = below(4)
        if way == 0:
            data[place] = below(256)
        elif way == 1:
            del data[place:place + below(6)]
        elif way == 2:
            data[place:place] = bytes([below(256) for _ in range(below(5))])
        else:
            data[place] = BYTES[below(len(BYTES))]
    try:
        pickle.loads(bytes(data))
        outcomes["ok"] += 1
    except Exception as error:
        outcomes[type(error).__name__] += 1
assert sum(outcomes.values()) == 20000
for data in (b"(" * 1000000 + b".", b"]" + b"2" * 1000000 + b".", b"N" + b"\x85" * 1000000 + b".", b"}" * 100000 + b"s" * 100000,
             b"]\x94" + b"h\x00a" * 100000 + b"."):
    try:
        pickle.loads(data)
    except Exception as error:
        outcomes[type(error).__name__] += 1
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 400_000)

print("survived")
