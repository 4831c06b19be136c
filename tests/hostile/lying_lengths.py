"""Objects that lie about __len__, __index__, __length_hint__, __iter__ and __next__."""


class Liar:
    def __init__(self, value):
        self.value = value

    def __len__(self):
        return self.value

    def __index__(self):
        return self.value

    def __length_hint__(self):
        return self.value

    def __bool__(self):
        return self.value

    def __hash__(self):
        return self.value

    def __int__(self):
        return self.value

    def __float__(self):
        return self.value

    def __iter__(self):
        return self.value

    def __next__(self):
        raise StopIteration

    def __str__(self):
        return self.value

    def __repr__(self):
        return self.value

    def __format__(self, spec):
        return self.value

    def __contains__(self, item):
        return self.value

    def __getitem__(self, index):
        if index > 3:
            raise IndexError
        return index

    def __bytes__(self):
        return self.value

    def __complex__(self):
        return self.value

    def __dir__(self):
        return self.value

    def __round__(self, n=None):
        return self.value

    def __sizeof__(self):
        return self.value

    def __enter__(self):
        return self.value

    def __exit__(self, *details):
        return self.value


class Hint:
    """An honest iterator with a dishonest hint."""

    def __init__(self, hint):
        self.hint = hint

    def __iter__(self):
        return iter([1, 2, 3])

    def __length_hint__(self):
        return self.hint


values = [-1, 0, 2 ** 40, 2 ** 62, 2 ** 63, 2 ** 64, -2 ** 63, 10 ** 30, 1.5, "text", None, NotImplemented, [], True,
          b"x", object(), float("nan"), 3 + 4j]
actions = [len, bool, hash, int, float, iter, list, tuple, str, repr, format, bytes, bytearray, complex, dir, round,
           lambda x: [0] * 3 + [1, 2][x:], lambda x: [1, 2][x], lambda x: range(x), lambda x: "ab"[x], lambda x: 1 in x,
           lambda x: "%d" % x, lambda x: "%s" % x, lambda x: chr(x), lambda x: [1, 2, 3].pop(x), lambda x: (1,)[x:x:x],
           lambda x: bytearray(b"abc").__setitem__(x, 1), lambda x: [].insert(x, 1), lambda x: "a".center(x) if False else 0,
           lambda x: reversed(x), lambda x: sorted(x), lambda x: sum(x), lambda x: dict(x), lambda x: set(x), lambda x: zip(x),
           lambda x: enumerate([], x), lambda x: list(enumerate("ab", x)), lambda x: round(1.5, x), lambda x: hex(x),
           lambda x: divmod(x, x), lambda x: pow(2, 3, x), lambda x: int("11", x), lambda x: x.__sizeof__(),
           lambda x: slice(x, x, x).indices(5), lambda x: slice(x).indices(x), lambda x: max(x), lambda x: all(x),
           lambda x: [*x], lambda x: {**x}, lambda x: f"{x}", lambda x: f"{x:>5}", lambda x: "{}".format(x)]
for value in values:
    for action in actions:
        try:
            action(Liar(value))
        except (TypeError, ValueError, OverflowError, IndexError, KeyError, MemoryError, AttributeError):
            pass
    for action in (list, tuple, set, sorted, lambda x: [0, *x], lambda x: bytes(x), lambda x: [].extend(x), bytearray):
        try:
            action(Hint(value))
        except (TypeError, ValueError, OverflowError, MemoryError):
            pass
print("survived")
