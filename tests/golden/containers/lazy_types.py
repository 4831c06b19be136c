"""enumerate, zip, map, filter and reversed: state, strictness, errors, subclasses."""


def attempt(*actions):
    for action in actions:
        try:
            print(action())
        except Exception as error:
            print(type(error).__name__, error)


e = enumerate("ab", 10**20)
print(next(e), e.__reduce__()[1][1], list(e), list(enumerate(start=1, iterable=[2])), list(enumerate([])))
z = zip([1], strict=True)
print(z.__reduce__()[2], list(zip()), list(zip([1, 2])), list(zip([1], [2], [3])), list(zip("abc", range(2))))
print(list(map(int, "12")), list(map(lambda *a: a, [1, 2], "ab", (3, 4))), list(filter(None, [0, 1, "", "x"])), list(filter(bool, [0, 2])))
print(list(reversed("abc")), list(reversed((1, 2))), list(reversed({1: 2, 3: 4})), list(reversed({1: 2, 3: 4}.items())), list(reversed(range(3))))


def stops(x):
    raise StopIteration


def fails(x):
    raise ValueError(x)


print(list(map(stops, [1, 2])))
attempt(lambda: list(map(fails, [1])), lambda: list(filter(fails, [1])), lambda: next(map(fails, [])))

print("-- strict")
for lists in (([1], []), ([], [1]), ([1], [1], [1, 2]), ([1], [1], []), ([1, 2], [1, 2])):
    attempt(lambda: list(zip(*lists, strict=True)))

print("-- errors")
attempt(
    lambda: enumerate(),
    lambda: enumerate(5),
    lambda: enumerate([], 1, 2),
    lambda: enumerate([], start="a"),
    lambda: enumerate([], x=1),
    lambda: enumerate(start=1),
    lambda: enumerate([1], iterable=[2]),
    lambda: zip(5),
    lambda: zip([], x=1),
    lambda: zip(strict=1, x=2),
    lambda: map(),
    lambda: map(int),
    lambda: map(int, 5),
    lambda: map(str, [1], q=2),
    lambda: list(map(1, [1])),
    lambda: filter(),
    lambda: filter(None),
    lambda: filter(None, 5),
    lambda: filter(None, [], x=1),
    lambda: reversed(),
    lambda: reversed(5),
    lambda: reversed({1}),
    lambda: reversed([], x=1),
)


class Refuses:
    __reversed__ = None


class Answers:
    def __reversed__(self):
        return "anything"


attempt(lambda: reversed(Refuses()), lambda: reversed(Answers()))


class Tagged(map):
    def __init__(self, *args, tag=None):
        self.tag = tag


t = Tagged(str, [1, 2], tag="x")
print(t.tag, list(t))


class Pairs(zip):
    pass


print(list(Pairs("ab", "cd")), [type(x).__name__ for x in (Pairs(), reversed([]), reversed(""), reversed(()))])
