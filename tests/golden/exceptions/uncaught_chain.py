"""Tracebacks of chained exceptions: `from`, implicit context, and `from None`."""


class AppError(Exception):
    pass


def low():
    return {}["missing"]


def middle():
    try:
        low()
    except KeyError as error:
        raise AppError("no value") from error


def top():
    try:
        middle()
    except AppError:
        raise RuntimeError("cannot go on")


try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError("hidden context") from None
except ValueError as error:
    print(error.__cause__, error.__context__, error.__suppress_context__)
top()
