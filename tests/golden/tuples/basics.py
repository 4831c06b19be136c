"""Tuples: literals, indexing, methods, comparison, immutability, named access by unpacking."""
t = (1, "two", 3.0)
print(t, t[0], t[-1], t[1:], len(t), (), (1,), 1, (1), type((1)), t + (4,), t * 2, 2 * (0,), "two" in t, t.index("two"), t.count(1), t == (1, "two", 3), t < (2,), hash((1, 2)) == hash((1, 2)))
a = 1, 2
b = 3,
print(a, b, a + b, tuple([1, 2]), tuple("ab"), tuple(), tuple({1: 2}), tuple(range(3)), tuple(x for x in "pq"), tuple(a) is a, a[:] is a)
nested = ((1, 2), [3])
nested[1].append(4)
print(nested, nested[0][1], repr((1,)), repr(((),)), str((1, "a", None)))
for bad in ("t[0] = 1", "del t[0]", "t[5]", "t.append(1)", "t + [1]", "t['a']", "t.index(9)", "t < [1]", "hash(([],))", "tuple(5)", "tuple(1, 2)", "t * 'a'", "t.count()", "(1, 2) < (1, 'a')", "t[1.0]", "t += 5"):
    try:
        exec(bad)
    except (TypeError, IndexError, AttributeError, ValueError) as error:
        print(bad, "->", type(error).__name__, error)
x = ([],)
try:
    x[0] += [1]
except TypeError as error:
    print(error, x)
print((1, 2) == [1, 2], (1, 2) < (1, 2, 0), (2,) > (1, 9), () < (0,), (1, 2) <= (1, 2), (1, (2, 3)) < (1, (2, 4)), max((1, 2), (1, 3)), sorted([(2, 1), (1, 2), (1, 1)]), min([(0, "b"), (0, "a")]))


class T(tuple):
    def __new__(cls, *args):
        return super().__new__(cls, args)

    @property
    def first(self):
        return self[0]


p = T(1, 2)
print(p, p.first, type(p).__name__, type(p + (3,)).__name__, type(p[:]).__name__, type(p * 1).__name__, p == (1, 2), isinstance(p, tuple), hash(p) == hash((1, 2)))


def multiple():
    return 1, 2, *[3, 4]


print(multiple(), (*"ab", *range(2)), *(1, 2))
for i, (a, b) in enumerate(zip("ab", [1, 2])):
    print(i, a, b)
cyclic = ([],)
cyclic[0].append(cyclic)
print(cyclic)
