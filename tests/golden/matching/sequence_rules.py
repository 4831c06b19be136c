"""Sequence patterns take lists, tuples, ranges, deques; not strings, bytes, sets, iterators."""
from collections import deque
from collections.abc import Sequence


class MySequence(Sequence):
    def __getitem__(self, i):
        return (10, 20)[i]

    def __len__(self):
        return 2


def first_two(value):
    match value:
        case [a, b]:
            return a, b
        case [a, b, *rest]:
            return a, b, rest
        case _:
            return "no match"


for value in ([1, 2], (1, 2), range(2), deque([1, 2]), MySequence(), "ab", b"ab", bytearray(b"ab"), {1, 2},
              {1: 2, 3: 4}, iter([1, 2]), [1, 2, 3, 4], [1]):
    print(type(value).__name__, first_two(value))


def nested(value):
    match value:
        case [[a, [b]], (c, *d)]:
            return a, b, c, d
        case [["x", *_] as head, *_]:
            return head
    return None


print(nested([[1, [2]], (3, 4, 5)]), nested([["x", 1], 2]), nested(5))
