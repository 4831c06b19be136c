"""Endless iterators where a wrong type is noticed first, and where a limit ends them."""
import itertools

checks = [
    lambda: ExceptionGroup("m", itertools.count()) if False else ExceptionGroup(1, [ValueError()]),
    lambda: ExceptionGroup("m", 5),
    lambda: int(itertools.count()),
    lambda: "".join(1),
    lambda: "".join(itertools.chain([1], itertools.count())) if False else "".join([1]),
    lambda: dict(zip("ab", itertools.count())),
    lambda: list(zip("ab", itertools.count(), itertools.cycle("x"))),
    lambda: list(itertools.islice(itertools.count(), 5)),
    lambda: next(x for x in itertools.count() if x > 1000),
    lambda: any(itertools.count()),
    lambda: 5 in itertools.count(),
    lambda: all(x < 10 for x in itertools.count()),
    lambda: list(itertools.takewhile(lambda x: x < 3, itertools.count())),
    lambda: [x for x, _ in zip(itertools.repeat(1), range(3))],
    lambda: slice(itertools.count()).indices(3),
    lambda: max(itertools.count(), key=5) if False else None,
    lambda: isinstance(1, itertools.count()),
    lambda: print(*range(3), sep=itertools.count()),
]


def star(a, b):
    pass


for check in checks:
    try:
        print(check())
    except (TypeError, ValueError) as error:
        print(type(error).__name__)


def unpack():
    a, b = itertools.count()


for function in (unpack,):
    try:
        function()
    except ValueError as error:
        print(error)


class Endless:
    def __getitem__(self, i):
        return i


def unpack_sequence():
    a, b, c = Endless()


try:
    unpack_sequence()
except ValueError as error:
    print(error)
print(7 in Endless(), next(iter(Endless())))
print("survived")
