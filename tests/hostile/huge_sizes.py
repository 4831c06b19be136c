"""Sizes that no memory can hold end in MemoryError or OverflowError at once."""
import sys
from collections import deque

big = sys.maxsize
attempts = [
    lambda: [0] * big, lambda: (0,) * big, lambda: "a" * big, lambda: b"a" * big, lambda: bytearray(big), lambda: bytes(big),
    lambda: bytearray(b"a") * big, lambda: [0] * (big // 8), lambda: "ab" * (big // 2), lambda: [[]] * (big // 4 + 1),
    lambda: "a".ljust(big), lambda: "a".rjust(big), lambda: "a".center(big), lambda: "a".zfill(big), lambda: b"a".ljust(big),
    lambda: "\t".expandtabs(big), lambda: "\t\t".expandtabs(big // 2), lambda: "%*d" % (big, 1), lambda: "%.*f" % (big, 1.0),
    lambda: format(1, "%dd" % big), lambda: format(1.0, ".%df" % big), lambda: format("a", "%d" % big), lambda: f"{1:{big}}",
    lambda: "{:{}}".format(1, big), lambda: 1 << big, lambda: 1 << (big // 4), lambda: list(range(big)), lambda: tuple(range(big)),
    lambda: (1).to_bytes(big, "big"), lambda: range(big * big)[big], lambda: len(range(big * 2)), lambda: [1, 2, 3][:big] * big,
    lambda: "ab".replace("", "x" * 10 ** 6) * (big // 10), lambda: [0].__imul__(big),
    lambda: deque(maxlen=big + 1), lambda: [None] * (2 ** 40), lambda: bytearray(2 ** 60), lambda: " " * (2 ** 62),
    lambda: "a".join(["b" * 10 ** 6] * 10 ** 8 if False else []), lambda: ["a"] * 2 ** 60, lambda: int("1" * 5000),
    lambda: 1 << -1, lambda: "x" * -big, lambda: [0] * -big, lambda: [].__imul__(big), lambda: "" * big, lambda: () * big,
    lambda: sum([[0]] * 10, [0] * big), lambda: bytes([0]) * big * big, lambda: "%0*d" % (big, 5), lambda: "%s" % ("a" * (big // 2)),
    lambda: slice(None, big * 4).indices(big * 8), lambda: [0] * big ** 3, lambda: (10 ** 5000).__str__(), lambda: chr(big),
]
for attempt in attempts:
    try:
        attempt()
    except (MemoryError, OverflowError, ValueError, TypeError, IndexError):
        pass
print(len([0] * 1000))
print("survived")
