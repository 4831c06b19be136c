"""list.sort and sorted: stability, key, reverse, errors, lists that change while they are sorted."""
words = ["banana", "Apple", "cherry", "apple", "fig", "date"]
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len), sorted(words, key=len, reverse=True), sorted(words, key=lambda w: (len(w), w)))
pairs = [(2, "b"), (1, "z"), (2, "a"), (1, "a"), (3, "c")]
print(sorted(pairs), sorted(pairs, key=lambda p: p[0]), sorted(pairs, key=lambda p: p[0], reverse=True), sorted(pairs, key=lambda p: p[1]))
a = [3, 1, 2]
print(a.sort(), a, sorted(a, reverse=True), a, sorted("hello"), sorted({3: 1, 1: 2}), sorted(range(5), key=lambda n: -n), sorted([]), sorted([True, 0, 2.5, -1]))


class Card:
    compared = 0

    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        Card.compared += 1
        return self.n < other.n

    def __repr__(self):
        return f"C{self.n}"


cards = [Card(n) for n in (5, 2, 8, 2, 1)]
cards.sort()
print(cards, Card.compared > 0)
numbers = [(i * 7919) % 1000 for i in range(500)]
expected = []
for n in numbers:
    i = 0
    while i < len(expected) and expected[i] <= n:
        i += 1
    expected.insert(i, n)
print(sorted(numbers) == expected, sorted(numbers, reverse=True) == expected[::-1], sorted(expected) == expected, sorted(expected[::-1]) == expected)
print(sorted(range(100), key=lambda n: n % 10)[:15], sorted([float("nan"), 1, 2])[1:], sorted([(1, [2]), (1, [1])]), sorted(["b", "a"], key=None))
for bad in ("sorted([1, 'a'])", "sorted([None, 1])", "[3, 'x', 1].sort()", "sorted([1j, 2j])", "sorted(5)", "sorted([1], key=5)", "[].sort(1)", "sorted([2, 1], reverse='x')", "sorted([{}, {}])", "sorted([1, 2], lambda x: x)",
            "sorted()", "[1, 2].sort(key=lambda: 0)", "sorted([1], nope=1)", "[2, 1].sort(reverse=None)"):
    try:
        print(eval(bad))
    except TypeError as error:
        print(bad, "->", error)
items = [3, 1, 2]
try:
    items.sort(key=lambda x: items.append(x) or x)
except ValueError as error:
    print(error, items)
items = [3, 2, 1]


def fails(x):
    if x == 1:
        raise KeyError("in key")
    return x


try:
    items.sort(key=fails)
except KeyError as error:
    print(error, items)
seen = []
items = [3, 1, 2]
items.sort(key=lambda x: seen.append(list(items)) or x)
print(seen, items)


class FailsLate:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        if other.n == 1:
            raise ZeroDivisionError("compare")
        return self.n < other.n


late = [FailsLate(n) for n in (1, 2, 3, 0, 5)]
try:
    late.sort()
except ZeroDivisionError as error:
    print(error, sorted(x.n for x in late))


class NotBool:
    def __lt__(self, other):
        return []


print(len(sorted([NotBool(), NotBool(), NotBool()])), min([2, 1, 3]), max("abc", key=ord), min([], default="d"), max(3, 1, 2), min([[2], [1, 5]]), max([1, 5, 3], key=lambda x: -x), min("b", "a"))
