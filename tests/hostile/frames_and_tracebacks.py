"""Tracebacks, frames and code objects used in ways nobody means."""
import sys


def f():
    x = 1
    return sys._getframe()


frame = f()
for action in ("frame.f_locals['x'] = 2", "frame.f_locals.clear()", "frame.clear()", "frame.f_lineno = 5", "frame.f_back.f_locals",
               "frame.f_code.co_name", "frame.f_trace = 5", "del frame.f_locals", "sys._getframe(10 ** 9)", "sys._getframe(-5)",
               "sys._getframe('x')", "frame.f_builtins", "frame.f_globals", "repr(frame)"):
    try:
        exec(action)
    except (TypeError, ValueError, AttributeError, RuntimeError, KeyError):
        pass
try:
    1 / 0
except ZeroDivisionError as error:
    tb = error.__traceback__
    for action in ("tb.tb_next = tb", "tb.tb_next = 5", "tb.tb_lineno", "error.__traceback__ = 5", "error.__traceback__ = None",
                   "error.__cause__ = 5", "error.__context__ = 5", "error.__context__ = error", "error.__cause__ = error",
                   "error.args = 5", "error.args = 'ab'", "del error.args", "error.with_traceback(5)", "error.add_note(5)",
                   "error.__setstate__({1: 2})", "error.__setstate__(5)", "error.__suppress_context__ = 'x'", "del error.__dict__"):
        try:
            exec(action)
        except (TypeError, ValueError, AttributeError):
            pass


def generator():
    yield sys._getframe()


g = generator()
frame = next(g)
for action in ("frame.clear()", "g.gi_frame.clear()", "g.gi_code", "g.throw(5)", "g.throw(int)", "g.send()", "g.close(1)",
               "g.gi_running = 1", "g.__name__ = 5", "g.throw(ValueError, 5, 6)"):
    try:
        exec(action)
    except (TypeError, ValueError, AttributeError, RuntimeError, StopIteration):
        pass
for bad in (5, int, "x", None, ValueError, object()):
    try:
        try:
            raise bad
        except TypeError as error:
            raise ValueError from bad
    except (TypeError, ValueError):
        pass
print("survived")
