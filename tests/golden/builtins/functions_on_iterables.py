"""map, filter, zip, enumerate, reversed, sum, any, all, min, max, sorted."""
print(list(map(str, [1, 2])), list(map(lambda a, b: a + b, [1, 2, 3], [10, 20])), list(map(None.__class__, [])), list(filter(None, [0, 1, "", "a"])), list(filter(lambda x: x > 1, [1, 2, 3])), list(map(pow, [2, 3], [3, 2])))
print(list(zip([1, 2], "ab", (True, False))), list(zip()), list(zip("abc", [1])), list(zip(*[[1, 2], [3, 4]])), dict(zip("ab", [1, 2])), list(zip("ab", strict=True)))
for bad in (lambda: list(zip("ab", "a", strict=True)), lambda: list(zip("a", "ab", strict=True)), lambda: list(zip("ab", "ab", "a", strict=True)), lambda: zip(1), lambda: zip([1], 2), lambda: map(), lambda: list(map(5, [1])), lambda: filter(None), lambda: enumerate(), lambda: sum(["a"]), lambda: sum("ab", ""),
            lambda: sum([b""], b""), lambda: max([]), lambda: min(), lambda: max(1), lambda: max(1, "a"), lambda: reversed({1}), lambda: reversed(5), lambda: any(5), lambda: sum([[1]], []) + 5, lambda: sum(), lambda: enumerate([], "x"), lambda: zip("a", strict=1, x=2), lambda: max([1], default=1, nope=2), lambda: max(1, 2, default=3)):
    try:
        print(bad())
    except (TypeError, ValueError) as error:
        print(error)
print(list(enumerate("ab")), list(enumerate("ab", 5)), list(enumerate("ab", start=-1)), next(enumerate([9])), list(enumerate([], 10 ** 30)), list(enumerate("a", 10 ** 30)))
print(sum([1, 2, 3]), sum([], 5), sum([[1], [2]], []), sum((1, 2), start=10), sum([0.1] * 3), sum([True, 2.5, 1j]), sum(x for x in range(4)), sum({1: 2, 3: 4}), sum([2 ** 62, 2 ** 62]), sum([1, 2 ** 70, 0.5]))
print(any([]), all([]), any([0, "", 3]), all([1, "", 1 / 1]), min(3, 1, 2), max([3, 1, 2]), min("b", "a"), max([], default="none"), min([5, -7], key=abs), max("abc", "de", key=len), max((1, 2), (1, 3)), min(2.0, 2), max(1, True), max(True, 1), min({3: 1, 2: 5}))
print(list(reversed([1, 2, 3])), "".join(reversed("abc")), list(reversed(range(3))), list(reversed((1, 2))), list(reversed({1: 2, 3: 4})), sorted({3, 1, 2}, reverse=True), sorted("bca", key=ord), next(reversed([5])))
m = map(int, ["1", "x"])
print(next(m))
try:
    next(m)
except ValueError as error:
    print(error)
print(list(m), list(map(lambda *a: a, "ab", "cd")), [*map(len, ["a", "bb"])], list(filter(str.isdigit, "a1b2")), type(map(abs, [])).__name__, iter(m) is m)
it = iter([1, 2, 3, 4])
print(list(zip(it, it)))
it = iter([1, 2, 3])
print(any(x > 1 for x in it), list(it))
z = zip(range(3), (i := iter("ab")))
print(list(z), list(i), list(map(lambda x: (yield_ := x), [1])), list(zip([1, 2, 3], iter([]), iter("abc"))))


class Rev:
    def __len__(self):
        return 3

    def __getitem__(self, i):
        return i * 10


print(list(reversed(Rev())), list(Rev()) if False else "endless without IndexError")
