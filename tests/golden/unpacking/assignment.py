"""Assignment unpacking: tuples, nested targets, stars, swaps, errors."""

a, b = 1, 2
a, b = b, a
print(a, b)
(a, [b, c]), d = (1, [2, 3]), 4
print(a, b, c, d)
first, *middle, last = range(5)
print(first, middle, last)
*start, end = "abc"
print(start, end)
x = y = z = []
print(x is y is z)
[p, q] = {"k1": 1, "k2": 2}
print(p, q)
a, *b = [1]
print(a, b)
i, items = 0, [0, 0, 0]
i, items[i] = 2, "set"
print(i, items)
(single,) = [9]
print(single)
values = [1, 2, 3]
values[0], values[1], values[2] = values[2], values[0], values[1]
print(values)
for bad in ("a, b = 1", "a, b = [1]", "a, b = [1, 2, 3]", "a, b, *c = [1]", "a, b = 'x'", "(a, b), c = 1, 2",
            "a, b = None", "a, b = {1}", "*a, b = []", "a, b, c, d, e = range(10)", "a, b = iter([1, 2, 3])"):
    try:
        exec(bad)
    except (TypeError, ValueError) as error:
        print(bad, "->", type(error).__name__, error)
