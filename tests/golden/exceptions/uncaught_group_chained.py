"""An uncaught group with a cause and a context, and a group below a plain exception."""


def one():
    raise ExceptionGroup("first", [ValueError(1), TypeError(2)])


def two():
    try:
        one()
    except ExceptionGroup as eg:
        raise RuntimeError("because of the group") from eg


try:
    two()
except RuntimeError:
    raise ExceptionGroup("last", [KeyError("k")])
