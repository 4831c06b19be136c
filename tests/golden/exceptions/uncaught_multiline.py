"""Markers of expressions that go over several lines."""
import traceback


def show(action):
    try:
        action()
    except Exception as error:
        print("".join(traceback.format_tb(error.__traceback__)[1:]), end="")


def call():
    return int(
        "x",
        10,
    )


def nested():
    return dict(
        a=1,
        b=int("z"),
        c=3,
    )


def operator():
    return (1 +
            2 +
            None)


def chained():
    return (
        "abc"
        .upper()
        .lower()
        .missing()
    )


def subscript():
    return {"a": 1}[
        "b"
    ]


def string():
    return """
    long
    text""" + 5


def raising():
    raise ValueError(
        "several",
        "lines",
    )


def comprehension():
    return [
        x
        / 0
        for x in range(3)
    ]


def long_call():
    return int(
        "a",
        "b",
        "c",
        "d",
        "e",
        "f",
        "g",
    )


def backslash():
    return 1 + \
        None


def condition():
    if (1 and
            2 and
            3 / 0):
        pass


for function in (call, nested, operator, chained, subscript, string, raising, comprehension, long_call, backslash, condition):
    show(function)
