"""Literal, value, capture and wildcard patterns; the order of cases; no case matches."""
import math


def kind(x):
    match x:
        case 1:
            return "one"
        case 1.5 | -1.5:
            return "float"
        case "text":
            return "text"
        case b"b":
            return "bytes"
        case None:
            return "None"
        case True:
            return "never: 1 comes first"
        case False:
            return "False"
        case -3j:
            return "imaginary"
        case 1 - 2j:
            return "complex"
        case math.pi:
            return "pi"
    return "nothing"


for x in (1, True, 1.0, 1.5, -1.5, "text", b"b", None, False, 0, -3j, 1 - 2j, 3.141592653589793, [], "other"):
    print(repr(x), kind(x))


def capture(x):
    match x:
        case y:
            return y


print(capture(5))


def names_stay():
    match [1, 2]:
        case [a, 3]:
            pass
        case [b, c]:
            pass
    return sorted(locals().items())


print(names_stay())


class Equal:
    def __eq__(self, other):
        print("eq", other)
        return other == 2


match Equal():
    case 1:
        print("one")
    case 2:
        print("two")
    case _:
        print("never")


class Shout(str):
    pass


match Shout("text"):
    case "text":
        print("a subclass of str matches by equality")
match 5:
    case int() as n if n > 10:
        print("big")
    case int() as n if n > 3:
        print("medium", n)
    case _:
        print("never")
match (1, 2):
    case 1, 2:
        print("open sequence")
match 1, 2:
    case (x, y):
        print(x, y)
match = 5
case = 6
type = 7
_ = 8
print(match, case, type, _)
match[0:1] if False else None
print(match * case)
