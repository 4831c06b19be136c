"""An exception whose __str__ fails is printed as unprintable."""


class Bad(Exception):
    def __str__(self):
        raise RuntimeError("no")


class Worse(Exception):
    __module__ = None

    def __repr__(self):
        return "<worse>"


import traceback

print(traceback.format_exception_only(Worse("text")))
try:
    raise Bad
except Bad as error:
    saved = error
raise Worse("last") from saved
