"""An exception whose traceback leads back to its own frame is a cycle."""
import gc
import sys

gc.disable()
gc.collect()


def found(label):
    print(label, gc.collect())


def keeps():
    try:
        1 / 0
    except ZeroDivisionError as e:
        kept = e


keeps()
found("kept exception")


def own_frame():
    frame = sys._getframe()


own_frame()
found("own frame")


def clean():
    try:
        1 / 0
    except ZeroDivisionError:
        pass


clean()
found("clean handler")


def careful():
    try:
        1 / 0
    except ZeroDivisionError as e:
        kept = e
        try:
            return type(kept).__name__
        finally:
            kept = None


print(careful())
found("careful handler")
e = ValueError("x")
e.me = e
del e
found("exception attribute")
e = ValueError("x")
e.__context__ = e
del e
found("context")
e = ExceptionGroup("g", [ValueError(1)])
e.args = (e,)
del e
found("group")
