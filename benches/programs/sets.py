"""Set algebra: union, intersection, graph search, frozen sets as keys."""


def algebra(n):
    evens = set(range(0, n, 2))
    threes = set(range(0, n, 3))
    fives = {i for i in range(0, n, 5)}
    total = 0
    for shift in range(15):
        moved = {x + shift for x in threes}
        total += len(evens & moved) + len(evens | fives) - len(moved - evens) + len(moved ^ fives)
    return total


def reachable(n):
    edges = {i: {(i * 7 + 1) % n, (i * 3 + 2) % n, (i + 1) % n if i % 11 == 0 else (i * 2) % n} for i in range(n)}
    seen, frontier, rounds = {1}, {1}, 0
    while frontier:
        following = set()
        for node in frontier:
            following |= edges[node]
        frontier = following - seen
        seen |= frontier
        rounds += 1
    return len(seen), rounds


def unique(n):
    seen = set()
    repeated = 0
    state = 1
    for _ in range(n):
        state = state * 1103515245 + 12345 & 0x7FFFFFFF
        value = state >> 14
        if value in seen:
            repeated += 1
        else:
            seen.add(value)
        if len(seen) > 20_000:
            seen.clear()
    return repeated, len(seen)


def subsets(items):
    found = {frozenset()}
    for item in items:
        found |= {s | {item} for s in found}
    return len(found), sum(1 for s in found if s <= frozenset(items[:8])), len({len(s) for s in found})


def words(n):
    vocabulary = {"w%d" % (i * 31 % 5000) for i in range(n)}
    return sum(1 for i in range(n) if "w%d" % i in vocabulary), vocabulary.isdisjoint({"x"}), len(vocabulary)


print(algebra(20_000), reachable(40_000), unique(400_000), subsets(list(range(14))), words(100_000))
