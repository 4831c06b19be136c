"""An exception holds its arguments and its traceback; the handler's name is gone afterwards."""
import sys

rc = sys.getrefcount


class Thing:
    pass


t = Thing()
try:
    raise ValueError(t)
except ValueError as e:
    print("handler", rc(e), rc(t), rc(e.args), rc(e.__traceback__))
    kept = e
print("after", rc(kept), rc(t))
try:
    raise kept
except ValueError:
    print("raised again", rc(kept), sys.exception() is kept)
print(rc(kept), rc(kept.__traceback__), rc(kept.__traceback__.tb_frame) > 1)
kept.__traceback__ = None
del kept
print("gone", rc(t))


def fails(x):
    raise KeyError("k")


try:
    fails(t)
except KeyError as e:
    print("frame holds the argument", rc(t))
    frame = e.__traceback__.tb_next.tb_frame
    print(rc(t), frame.f_locals["x"] is t)
del frame
print("frame gone", rc(t))
try:
    try:
        raise ValueError(t)
    except ValueError as inner:
        raise TypeError from inner
except TypeError as e:
    print("cause", rc(e.__cause__), e.__cause__ is e.__context__, rc(t))
print(rc(t))
try:
    try:
        raise ValueError(t)
    finally:
        print("finally", rc(t))
except ValueError:
    pass
print(rc(t))
