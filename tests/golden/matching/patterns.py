"""match with literal, capture, sequence, mapping, class, or, as and guard patterns."""


class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


class Color:
    RED = "red"


def describe(value):
    match value:
        case 0:
            return "zero"
        case -1 | -2:
            return "small negative"
        case 1.5:
            return "float"
        case 2 + 3j:
            return "complex"
        case True:
            return "true"
        case None:
            return "none"
        case Color.RED:
            return "the color red"
        case "a" "b":
            return "ab"
        case b"raw":
            return "bytes"
        case []:
            return "empty sequence"
        case [x]:
            return f"one {x}"
        case [1, *rest]:
            return f"starts with 1, then {rest}"
        case (2, _, last):
            return f"2, something, {last}"
        case [*_, "end"]:
            return "ends with end"
        case {"kind": "circle", "r": r}:
            return f"circle {r}"
        case {"kind": kind, **others}:
            return f"{kind} with {others}"
        case {}:
            return "a mapping"
        case Point(0, 0):
            return "origin"
        case Point(x=0, y=y):
            return f"on the y axis at {y}"
        case Point(x, y) if x == y:
            return f"diagonal {x}"
        case Point() as p:
            return f"point {p.x} {p.y}"
        case int(n) | float(n):
            return f"number {n}"
        case str() as s:
            return f"text {s}"
        case (1 | 2) as never:
            return "never"
        case _:
            return "something else"


for value in (0, False, -2, 1.5, 2 + 3j, True, None, "red", "ab", b"raw", [], [5], [1, 2, 3], (2, 0, 9),
              [3, 4, "end"], {"kind": "circle", "r": 2}, {"kind": "square", "side": 1, "z": 2}, {"other": 1},
              Point(0, 0), Point(0, 4), Point(3, 3), Point(1, 2), 42, 4.25, "text", {1, 2}, object):
    print(describe(value))
