"""Dictionaries: counting, grouping, memo tables, integer and string and tuple keys, deletion."""


def words(n):
    state = 12345
    for _ in range(n):
        state = (state * 1103515245 + 12345) % 2147483648
        yield "w%d" % (state >> 16 & 1023)


def count(n):
    table = {}
    for word in words(n):
        table[word] = table.get(word, 0) + 1
    return len(table), max(table.items(), key=lambda item: (item[1], item[0]))


def group(n):
    groups = {}
    for i in range(n):
        groups.setdefault(i * 7919 % 997, []).append(i)
    return sum(len(v) * k for k, v in groups.items())


def grid(n):
    cells = {}
    for x in range(n):
        for y in range(n):
            cells[x, y] = x ^ y
    total = 0
    for x in range(1, n - 1):
        for y in range(1, n - 1):
            total += cells[x - 1, y] + cells[x + 1, y] - cells[x, y - 1] + cells.get((x, y + 1), 0)
    return total


def queue(n):
    table = {}
    for i in range(n):
        table[i] = i
        if i >= 1000:
            del table[i - 1000]
    return len(table), sum(table.values())


def merge(n):
    base = {"k%d" % i: i for i in range(50)}
    total = 0
    for i in range(n):
        copy = dict(base)
        copy.update(k1=i, extra=i)
        total += copy["k1"] + len(copy)
        if "k49" in copy and "nope" not in copy:
            total -= copy.pop("extra")
    return total


print(count(200_000), group(250_000), grid(170), queue(300_000), merge(30_000))
