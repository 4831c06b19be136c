"""Towers of 50,000 iterators of each kind are walked once and dropped."""
import itertools

makers = [
    lambda x: map(abs, x),
    lambda x: filter(None, x),
    lambda x: zip(x),
    enumerate,
    lambda x: itertools.chain(x),
    lambda x: itertools.chain.from_iterable([x]),
    lambda x: itertools.islice(x, 5),
    lambda x: itertools.takewhile(bool, x),
    lambda x: itertools.dropwhile(lambda v: False, x),
    lambda x: itertools.starmap(lambda *v: v, x),
    lambda x: itertools.accumulate(x),
    lambda x: itertools.cycle(x),
    lambda x: itertools.compress(x, [1, 1]),
    lambda x: itertools.filterfalse(None, x),
    lambda x: itertools.zip_longest(x),
    lambda x: itertools.tee(x)[0],
    lambda x: itertools.pairwise(x),
    lambda x: (v for v in x),
    lambda x: iter(x),
]
for make in makers:
    x = iter([1, 2, 3])
    for _ in range(50_000):
        x = make(x)
    try:
        next(x)
    except (RecursionError, StopIteration, TypeError):
        pass
    del x
print("survived")
