"""List, set, dict comprehensions and generator expressions, nested and filtered."""

print([x * x for x in range(6)])
print([x for x in range(20) if x % 2 if x % 3])
print([(x, y) for x in range(3) for y in "ab"])
print([[row[i] for row in [[1, 2], [3, 4], [5, 6]]] for i in range(2)])
print(sorted({len(w) for w in ["a", "bb", "cc"]}))
print({k: v for k, v in zip("abc", range(3))}, {v: k for k, v in {"x": 1}.items()})
print(sum(x for x in range(101)), list(zip(*[[1, 2], [3, 4]])))
print([a + b for a, b in [(1, 2), (3, 4)]], [first for first, *_ in ["abc", "def"]])
print([y for x in range(4) if (y := x * 10) > 5])
print([x if x % 2 else -x for x in range(5)])
print({**{k: 1 for k in "ab"}, "c": 2}, [*[i for i in range(3)], 9])
try:
    [1 / x for x in (1, 0)]
except ZeroDivisionError as error:
    print(error)
try:
    [a for a, b in [(1, 2, 3)]]
except ValueError as error:
    print(error)
