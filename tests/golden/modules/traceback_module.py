"""traceback: limits, chains, format_tb, extract_stack, walking, printing to a file."""
import io
import sys
import traceback


def a(n):
    if n:
        return a(n - 1)
    raise ValueError("bottom")


try:
    a(5)
except ValueError as e:
    print("".join(traceback.format_exception(e, limit=2)), end="")
    print("".join(traceback.format_exception(e, limit=-1)), end="")
    print(len(traceback.format_tb(e.__traceback__)), len(traceback.extract_tb(e.__traceback__, limit=3)), [f.lineno for f, _ in []] or [line for _, line in traceback.walk_tb(e.__traceback__)])
    out = io.StringIO()
    traceback.print_tb(e.__traceback__, limit=1, file=out)
    print(repr(out.getvalue()))
    saved = e
try:
    try:
        a(0)
    except ValueError as e:
        raise KeyError("k") from e
except KeyError as e:
    print("".join(traceback.format_exception(e, chain=False)), end="")
    print("".join(traceback.format_exception(type(e), e, e.__traceback__)), end="")


def stack():
    return [f.name for f in traceback.extract_stack()]


print(stack(), (lambda: stack())())
s = traceback.StackSummary.extract(traceback.walk_tb(saved.__traceback__))
print(len(s), s[0].name, s.format()[0].splitlines()[0])
f = traceback.FrameSummary("file.py", 3, "func", line="x = 1")
print(f, list(f), f == ("file.py", 3, "func", "x = 1"), traceback.format_list([f, ("other.py", 1, "g", None)]))
print(traceback.format_exception_only(ValueError("v")), traceback.format_exception_only(None, None), traceback.format_exception_only(SyntaxError("s", ("f", 1, 2, "x y", 1, 3))))
te = traceback.TracebackException.from_exception(saved, capture_locals=True, limit=1)
print("".join(te.format()).splitlines()[-3:] != [])
print(traceback.format_exc(), end="")
traceback.print_exc(file=sys.stdout)
