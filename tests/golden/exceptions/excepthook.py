"""sys.excepthook is called for uncaught exceptions with type, value and traceback."""
import sys


def hook(kind, value, tb):
    print("hook got", kind.__name__, value, tb.tb_lineno, tb.tb_frame.f_code.co_name)
    sys.__excepthook__(kind, value, None)


sys.excepthook = hook


def f():
    raise ValueError("uncaught")


f()
