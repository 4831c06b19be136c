"""contextlib: contextmanager, closing, suppress, ExitStack, nullcontext, redirect_stdout."""
import contextlib
import io
from contextlib import ExitStack, closing, contextmanager, nullcontext, redirect_stderr, redirect_stdout, suppress


@contextmanager
def managed(name, swallow=False):
    print("enter", name)
    try:
        yield name.upper()
    except ValueError as e:
        print("saw", e)
        if not swallow:
            raise
    finally:
        print("exit", name)


with managed("a") as a:
    print(a)
with managed("b", swallow=True):
    raise ValueError("swallowed")
try:
    with managed("c"):
        raise ValueError("passed on")
except ValueError as e:
    print("outside", e)


@managed("decorator")
def decorated():
    print("in decorated")


decorated()
decorated()


@contextmanager
def never_yields():
    if False:
        yield


@contextmanager
def yields_twice():
    yield 1
    yield 2


@contextmanager
def yields_after_error():
    try:
        yield
    except ValueError:
        yield


for manager in (never_yields, yields_twice, yields_after_error):
    try:
        with manager():
            if manager is yields_after_error:
                raise ValueError
    except RuntimeError as e:
        print(manager.__name__, e)
with suppress(KeyError, ValueError):
    {}["k"]
print("suppressed")
try:
    with suppress(KeyError):
        1 / 0
except ZeroDivisionError as e:
    print(e)
with suppress(ValueError):
    raise ExceptionGroup("g", [ValueError(1)])


class Closable:
    def close(self):
        print("closed")


with closing(Closable()) as x:
    print("using", type(x).__name__)
with nullcontext(5) as n:
    print(n)
out = io.StringIO()
with redirect_stdout(out):
    print("captured")
print(repr(out.getvalue()))
with ExitStack() as stack:
    print(stack.enter_context(managed("s1")))
    stack.enter_context(managed("s2"))
    stack.callback(print, "callback", sep="-")
    stack.push(lambda *details: print("push", details[0]))
    print("body")
with ExitStack() as stack:
    stack.enter_context(managed("s3", swallow=True))
    raise ValueError("through the stack")
stack = ExitStack()
stack.callback(print, "from pop_all")
with stack:
    moved = stack.pop_all()
print("moved")
moved.close()


class Base(contextlib.ContextDecorator):
    def __enter__(self):
        print("deco enter")

    def __exit__(self, *details):
        print("deco exit")


@Base()
def f():
    return "value"


print(f())


@contextmanager
def gen_return():
    try:
        yield
    finally:
        print("cleanup on return")


def returns():
    with gen_return():
        return 1


print(returns())
