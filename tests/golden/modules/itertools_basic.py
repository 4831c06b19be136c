"""itertools: the infinite and the finite iterators."""
from itertools import *

print(list(islice(count(5), 3)), list(islice(count(1, 2), 3)), list(islice(count(0.5, 0.5), 3)), list(islice(cycle("ab"), 5)), list(repeat("x", 3)), list(islice(repeat(1), 2)), repeat("x", 3), count(3), count(2, 5), list(islice(count(-1, -2), 3)), list(islice(count(2 ** 62), 2)))
print(list(accumulate([1, 2, 3, 4])), list(accumulate([1, 2, 3], lambda a, b: a * b)), list(accumulate([], initial=5)), list(accumulate([1, 2], initial=10)), list(accumulate("abc")))
print(list(chain("ab", [1], ())), list(chain()), list(chain.from_iterable(["ab", [3]])), list(compress("abcd", [1, 0, 1, 0])), list(dropwhile(lambda x: x < 3, [1, 4, 2])), list(takewhile(lambda x: x < 3, [1, 4, 2])), list(filterfalse(None, [0, 1, ""])), list(filterfalse(lambda x: x % 2, range(5))))
print(list(islice("abcdef", 2)), list(islice("abcdef", 2, 4)), list(islice("abcdef", 1, None, 2)), list(islice("abc", None)), list(islice("abc", 5, 9)), list(starmap(pow, [(2, 3), (3, 2)])), list(zip_longest("abc", "x", fillvalue="-")), list(zip_longest("ab", [1])), list(zip_longest()), list(pairwise("abcd")), list(pairwise("a")), list(batched("abcdefg", 3)), list(batched([], 2)))
print([(k, list(g)) for k, g in groupby("aabbca")], [(k, list(g)) for k, g in groupby([1, 3, 2, 4], key=lambda x: x % 2)], [k for k, _ in groupby([1, 1, 2])], list(groupby([])))
a, b = tee([1, 2, 3])
print(next(a), list(b), list(a), [list(t) for t in tee("ab", 3)], tee([], 0))
groups = groupby("aabb")
k, g = next(groups)
next(groups)
print(k, list(g))
it = iter(range(10))
print(list(islice(it, 3)), next(it), list(takewhile(lambda x: x < 6, it)), next(it))
for bad in ("count('a')", "islice('a')", "islice('a', -1)", "islice('a', 1, 2, 0)", "islice('a', 'x')", "list(chain(5))", "list(chain.from_iterable(5))", "list(starmap(pow, [5]))", "repeat()", "repeat(1, 'x')", "list(accumulate([1, 'a']))", "cycle(5)", "list(batched('a', 0))", "tee([1], -1)", "list(compress(5, []))", "zip_longest('a', nope=1)", "groupby()", "list(takewhile(5, [1]))",
            "list(batched('abc', 2, strict=True))", "pairwise(5)", "tee(5)", "chain(x=1)"):
    try:
        print(eval(bad))
    except (TypeError, ValueError) as error:
        print(bad, "->", type(error).__name__, error)
print(list(zip(count(), "ab")), [type(x).__name__ for x in (chain(), count(), islice([], 1), cycle([1]), repeat(1), groupby([]))], list(islice(chain.from_iterable(count(i) and [i] for i in count(1)), 3)), list(cycle([])), list(repeat(1, 0)), list(repeat(1, -5)))
