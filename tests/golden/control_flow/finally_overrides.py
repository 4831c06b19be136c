"""return, break and continue inside finally override what the try block was about to do."""


def return_in_finally():
    try:
        return "try"
    finally:
        return "finally"


def swallows_the_exception():
    try:
        1 / 0
    finally:
        return "swallowed"


def break_in_finally():
    for i in range(3):
        try:
            return i
        finally:
            break
    return "broke out"


def continue_in_finally():
    seen = []
    for i in range(3):
        try:
            seen.append(i)
            return seen
        finally:
            continue
    return seen


def value_is_computed_before():
    x = 1
    try:
        return x
    finally:
        x = 2


def order():
    steps = []
    for i in range(2):
        try:
            steps.append(("try", i))
            if i == 0:
                continue
            steps.append("end of try")
        except ValueError:
            steps.append("except")
        else:
            steps.append("else")
        finally:
            steps.append(("finally", i))
    return steps


def nested():
    try:
        try:
            return 1
        finally:
            print("inner")
    finally:
        print("outer")


print(return_in_finally())
print(swallows_the_exception())
print(break_in_finally())
print(continue_in_finally())
print(value_is_computed_before())
print(order())
print(nested())
