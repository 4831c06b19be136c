"""What sorting asks, how stable it is, and what happens when something goes wrong."""


class Logged:
    log = []

    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        self.log.append((self.value, other.value))
        return self.value < other.value

    def __repr__(self):
        return str(self.value)


print("-- the comparisons, in order")
for values in ([3, 1, 2, 5, 4, 3], [1, 2, 3, 4], [4, 3, 2, 1], [2, 2, 1, 1, 3], [1, 1, 1]):
    Logged.log.clear()
    print(sorted(map(Logged, values)), Logged.log)

print("-- how many for longer lists")
state = 1


def random(limit):
    global state
    state = (state * 1664525 + 1013904223) & 0xFFFFFFFF
    return (state >> 8) % limit


for count in (31, 64, 65, 200, 1000):
    for limit in (3, 50, 10**6):
        values = [random(limit) for _ in range(count)]
        Logged.log.clear()
        result = [item.value for item in sorted(map(Logged, values))]
        shuffled = len(Logged.log)
        Logged.log.clear()
        half = sorted(values[: count // 2]) + values[count // 2 :]
        sorted(map(Logged, half))
        print(count, limit, shuffled, len(Logged.log), result == sorted(values), sum(a * b for a, b in Logged.log) % 1000003)

print("-- stability")
pairs = [(random(4), index) for index in range(40)]
print(sorted(pairs, key=lambda pair: pair[0]))
print(sorted(pairs, key=lambda pair: pair[0], reverse=True))

print("-- kinds of keys")
print(sorted([1, 2.5, -1, True, 0.0, 2**70, -(2**70)]))
print(sorted(["é", "e", "z", "日本", "", "ab", "a", "abcdefghij", "abcdefghia"]))
print(sorted([[2], [1, 5], [1]]), sorted([(2, "b"), (2, "a"), (1, "z")]), sorted(range(5), reverse=1))
print(sorted([0.5, -0.0, 0.0, -3.25, 1e300]), sorted([float("nan"), 1.0, 0.5, float("inf")]))
print(sorted("banana"), sorted({3: 1, 1: 2}), sorted([b"b", b"a"]))

print("-- errors")


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: sorted([3, "a"]))
attempt(lambda: [3, 1].sort(key=5))
attempt(lambda: [3, 1].sort(5))
attempt(lambda: [3, 1].sort(foo=5))
attempt(lambda: sorted([1j, 2j]))


class Fragile(Logged):
    def __lt__(self, other):
        if len(self.log) > 20:
            raise KeyError("enough")
        return super().__lt__(other)


Logged.log.clear()
items = [Fragile(random(100)) for _ in range(15)]
values = sorted(item.value for item in items)
attempt(items.sort)
print(items, sorted(item.value for item in items) == values)

print("-- a list that is changed while it is sorted")
for change in ("append", "clear", "both", "none"):
    items = [3, 2, 1]

    def key(value):
        if change != "clear" and change != "none":
            items.append(value)
        if change == "clear" or change == "both":
            items.clear()
        return value

    attempt(lambda: items.sort(key=key))
    print(change, items)
items = [2, 1]
attempt(lambda: items.sort(key=lambda value: print(items, len(items))))
