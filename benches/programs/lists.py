"""Lists: sieve, append and pop, slices, index loops, two-dimensional tables, queues by index."""


def sieve(n):
    flags = [True] * (n + 1)
    flags[0] = flags[1] = False
    i = 2
    while i * i <= n:
        if flags[i]:
            for j in range(i * i, n + 1, i):
                flags[j] = False
        i += 1
    return sum(flags)


def stack(n):
    items = []
    total = 0
    for i in range(n):
        items.append(i)
        if i % 3 == 0:
            total += items.pop()
    while items:
        total ^= items.pop()
    return total


def multiply(n):
    a = [[i * j % 7 for j in range(n)] for i in range(n)]
    b = [[i + j & 7 for j in range(n)] for i in range(n)]
    result = [[0] * n for _ in range(n)]
    for i in range(n):
        row = a[i]
        out = result[i]
        for j in range(n):
            total = 0
            for k in range(n):
                total += row[k] * b[k][j]
            out[j] = total
    return sum(map(sum, result))


def distance(a, b):
    previous = list(range(len(b) + 1))
    for i in range(1, len(a) + 1):
        current = [i]
        for j in range(1, len(b) + 1):
            cost = 0 if a[i - 1] == b[j - 1] else 1
            current.append(min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + cost))
        previous = current
    return previous[-1]


def slices(n):
    items = list(range(100))
    total = 0
    for i in range(n):
        items = items[1:] + items[:1]
        items[10:20] = reversed(items[10:20])
        total += items[i % 100]
    return total


print(sieve(1_000_000), stack(500_000), multiply(110), distance("kitten" * 25, "sitting" * 25), slices(80_000))
