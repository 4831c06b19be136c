"""Iterators: __iter__, __next__, StopIteration, iter with a sentinel, exhausted iterators."""


class Count:
    def __init__(self, limit):
        self.n, self.limit = 0, limit

    def __iter__(self):
        return self

    def __next__(self):
        if self.n >= self.limit:
            raise StopIteration("the end")
        self.n += 1
        return self.n


c = Count(3)
print(iter(c) is c, next(c), list(c), list(c), next(c, "default"))
try:
    next(c)
except StopIteration as stop:
    print(stop.value, stop.args)
values = iter([3, 2, 1, 0, 9])
print(list(iter(lambda: next(values), 0)), list(values))
print([*Count(2)], {*Count(2)}, dict.fromkeys(Count(2)), (*Count(1),), max(Count(4)), "".join(map(str, Count(3))))
a, *b = Count(4)
print(a, b)


class NoNext:
    def __iter__(self):
        return 5


class NextRaises:
    def __iter__(self):
        return self

    def __next__(self):
        raise ValueError("from next")


class IterRaises:
    def __iter__(self):
        raise KeyError("from iter")


for bad in (lambda: iter(NoNext()), lambda: list(NextRaises()), lambda: [x for x in IterRaises()], lambda: next(5), lambda: next([]),
            lambda: iter(5, 6), lambda: iter(), lambda: next(iter([]), 1, 2)):
    try:
        bad()
    except (TypeError, ValueError, KeyError) as error:
        print(type(error).__name__, error)
for kind in ([1], (1,), {1: 2}, {1}, "a", b"a", range(1), [].__iter__(), reversed([1]), enumerate([1]), zip([1]), map(abs, [1]), {}.values()):
    print(type(iter(kind)).__name__, end=" ")
print()
it = iter([1, 2, 3])
print(it.__length_hint__(), next(it), it.__length_hint__())
big = [1]
it = iter(big)
print(list(it))
big.append(2)
print(list(it))
both = iter(range(4))
print(list(zip(both, both)))
for x in (it := iter("abcd")):
    print(x, next(it))
