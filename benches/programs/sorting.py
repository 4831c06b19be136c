"""list.sort with and without keys, and sorting algorithms written in Python."""


def random_numbers(n, seed=42):
    numbers = []
    for _ in range(n):
        seed = (seed * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
        numbers.append(seed >> 33)
    return numbers


def quicksort(items):
    if len(items) <= 1:
        return items
    pivot = items[len(items) // 2]
    return (quicksort([x for x in items if x < pivot]) + [x for x in items if x == pivot]
            + quicksort([x for x in items if x > pivot]))


def heapsort(items):
    items = list(items)
    n = len(items)

    def sift(start, end):
        root = start
        while True:
            child = 2 * root + 1
            if child >= end:
                return
            if child + 1 < end and items[child] < items[child + 1]:
                child += 1
            if items[root] >= items[child]:
                return
            items[root], items[child] = items[child], items[root]
            root = child

    for start in range(n // 2 - 1, -1, -1):
        sift(start, n)
    for end in range(n - 1, 0, -1):
        items[0], items[end] = items[end], items[0]
        sift(0, end)
    return items


def insertion(items):
    items = list(items)
    for i in range(1, len(items)):
        value = items[i]
        j = i
        while j > 0 and items[j - 1] > value:
            items[j] = items[j - 1]
            j -= 1
        items[j] = value
    return items


class Card:
    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        return self.value < other.value


numbers = random_numbers(100_000)
ordered = sorted(numbers)
print(ordered[0], ordered[-1], sorted(numbers, reverse=True) == ordered[::-1])
print(sorted(numbers, key=lambda n: (n % 1000, -n))[:2])
print(sorted(map(str, numbers))[:2], sorted(numbers, key=str)[-1])
print(quicksort(numbers[:30_000]) == sorted(numbers[:30_000]), heapsort(numbers[:20_000]) == sorted(numbers[:20_000]))
print(insertion(numbers[:700]) == sorted(numbers[:700]), sorted(map(Card, numbers[:10_000]))[0].value)
