"""`from None` hides the context in the uncaught traceback; an explicit cause hides it too."""


def low():
    raise KeyError("hidden")


def high():
    try:
        low()
    except KeyError:
        raise ValueError("only this is shown") from None


try:
    high()
except ValueError as first:
    print(repr(first.__context__), first.__cause__)
    try:
        raise TypeError("in between")
    except TypeError:
        raise RuntimeError("with the first as its cause") from first
