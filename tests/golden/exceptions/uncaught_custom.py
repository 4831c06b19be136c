"""Uncaught exceptions of classes made in functions, nested classes, and with odd texts."""
import traceback


class Outer:
    class Inner(Exception):
        pass


def make():
    class Local(Exception):
        def __str__(self):
            return "two\nlines"
    return Local


class Empty(Exception):
    def __str__(self):
        return ""


class Broken(Exception):
    def __str__(self):
        raise ValueError("no text")


class NotText(Exception):
    def __str__(self):
        return 5


for error in (Outer.Inner("x"), make()("y"), Empty(), Broken(), NotText(), KeyError("it's"), OSError(2, "No such file or directory", "f"), Exception(None),
              Exception(""), Exception("a", "b"), StopIteration(), KeyError(), UnicodeDecodeError("utf8", b"\xff", 0, 1, "r"), AssertionError(), ImportError("x")):
    print(traceback.format_exception_only(error))
raise make()("uncaught")
