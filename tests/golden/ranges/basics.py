"""range: length, indexing, slicing, membership, equality, huge bounds, reversed."""
for r in (range(5), range(2, 5), range(0, 10, 3), range(5, 0, -2), range(0), range(5, 5), range(1, 2, 100), range(-3, 4), range(10, 0)):
    print(r, list(r), len(r), bool(r), r.start, r.stop, r.step, list(reversed(r)), 3 in r, r.index(2) if 2 in r else None, r.count(2))
r = range(0, 100, 7)
print(r[0], r[-1], r[3:8], r[::-1], r[::2], r[100:], r[-3:], r[5:2], r[2:12:3], list(r[1:6:2]), r[10 ** 30:])
print(range(3) == range(0, 3, 1), range(0, 3, 2) == range(0, 4, 2), range(0) == range(5, 5), range(3) == [0, 1, 2], hash(range(3)) == hash(range(0, 3)), range(1, 2, 3) == range(1, 4, 9), {range(2): 1}[range(0, 2)])
big = range(10 ** 20, 10 ** 20 + 5)
print(list(big), big[2], len(big), 10 ** 20 + 3 in big, big.index(10 ** 20 + 1), big[1:3], list(reversed(big))[0], range(10 ** 30)[10 ** 29], 10 ** 29 in range(0, 10 ** 30, 10), range(2 ** 63 - 2, 2 ** 63 + 2)[2], list(range(2 ** 62 - 2, 2 ** 62 + 2)), list(range(-2 ** 62 + 1, -2 ** 62 - 2, -1)))
print(2.0 in range(5), 2.5 in range(5), "a" in range(5), True in range(5), None in range(3), range(5).index(2.0), range(5).count("x"), sum(range(101)), max(range(5)), sorted(range(3), reverse=True), tuple(range(2, 8, 3)), [*range(2)], range(True))


class I:
    def __index__(self):
        return 4


print(list(range(I())), range(1, I()), range(3)[I()] if False else range(9)[I()])
for i in range(3):
    i = 100
print(i)
n = 3
for i in range(n):
    n = 10
print(i, n)
total = 0
for i in range(10, 0, -3):
    total += i
print(total, i)
it = iter(range(5))
next(it)
print(it.__length_hint__(), list(it), next(it, None))
for bad in ("range()", "range('a')", "range(1.0)", "range(1, 2, 0)", "range(1, 2, 3, 4)", "range(3)[5]", "range(3)['a']", "range(3).index(9)", "range(3).start = 1", "range(3) + range(2)", "range(3)[0] = 1", "len(range(10 ** 30))", "range(None)", "range(3) < range(4)", "range(3).index('x')", "range(stop=5)",
            "range(3)[::0]", "del range(3)[0]", "range(10 ** 400)[10 ** 400]", "class R(range): pass"):
    try:
        exec(bad)
    except (TypeError, ValueError, IndexError, AttributeError, OverflowError) as error:
        print(bad, "->", type(error).__name__, error)
