"""Traceback objects: tb_next, tb_lineno, tb_frame, with_traceback, and the traceback module."""
import sys
import traceback


def inner():
    raise ValueError("x")


def outer():
    inner()


try:
    outer()
except ValueError as error:
    tb = error.__traceback__
    lines = []
    while tb:
        lines.append((tb.tb_frame.f_code.co_name, tb.tb_lineno, tb.tb_frame.f_lineno))
        tb = tb.tb_next
    print(lines)
    print(traceback.format_exc(), end="")
    print(traceback.format_exception_only(type(error), error))
    for frame in traceback.extract_tb(error.__traceback__):
        print(frame.name, frame.lineno, frame.line, frame.filename, frame.colno, frame.end_colno)
    print(traceback.format_list(traceback.extract_tb(error.__traceback__)[-1:]))
    saved = error
print(saved.__traceback__ is not None, saved.with_traceback(None) is saved, saved.__traceback__)
print(traceback.format_exception(saved))
try:
    raise saved
except ValueError as again:
    print(again.__traceback__.tb_lineno, again.__traceback__.tb_next)
try:
    try:
        outer()
    except ValueError as e:
        raise e.with_traceback(None)
except ValueError as e:
    print(len(traceback.extract_tb(e.__traceback__)))


def reraised():
    try:
        inner()
    except ValueError:
        raise


try:
    reraised()
except ValueError as e:
    print([f.lineno for f in traceback.extract_tb(e.__traceback__)])
traceback.print_exc(file=sys.stdout)
print(traceback.format_exc())
traceback.print_exception(ValueError("printed"), file=sys.stdout)
te = traceback.TracebackException.from_exception(saved)
print(list(te.format()), te.exc_type_str, str(te))
print(traceback.format_stack()[-1].splitlines()[-1].strip())
