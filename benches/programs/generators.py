"""Generators: pipelines, recursive yield from, generator expressions."""


def numbers(n):
    for i in range(n):
        yield i


def filtered(source):
    for value in source:
        if value % 3:
            yield value


def mapped(source):
    for value in source:
        yield value * 2 + 1


def windows(source):
    last = 0
    for value in source:
        yield value - last
        last = value


class Node:
    def __init__(self, left, value, right):
        self.left, self.value, self.right = left, value, right

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.value
        if self.right:
            yield from self.right


def build(low, high):
    if low >= high:
        return None
    middle = (low + high) // 2
    return Node(build(low, middle), middle, build(middle + 1, high))


def permutations(items):
    if len(items) <= 1:
        yield items
        return
    for i, item in enumerate(items):
        for rest in permutations(items[:i] + items[i + 1:]):
            yield [item] + rest


total = 0
for value in windows(mapped(filtered(numbers(600_000)))):
    total += value
print(total)
tree = build(0, 30_000)
print(sum(tree), sum(1 for p in permutations([1, 2, 3, 4, 5, 6, 7, 8]) if p[0] < p[-1]))
print(sum(x * x % 7 for x in range(400_000) if x & 1))
