"""What __exit__ sees and decides: the type, value and traceback; order with finally and return."""
import sys


class Show:
    def __init__(self, name, result=None):
        self.name, self.result = name, result

    def __enter__(self):
        return self

    def __exit__(self, kind, value, tb):
        depth = 0
        while tb:
            depth += 1
            tb = tb.tb_next
        print(self.name, kind and kind.__name__, value, depth, sys.exception() is value)
        return self.result


def deep():
    raise ValueError("deep")


with Show("swallow", True):
    deep()
try:
    with Show("not none but false", 0):
        deep()
except ValueError:
    print("passed on")


def returns():
    with Show("return"):
        return "value"


def returns_in_finally():
    with Show("outer"):
        try:
            with Show("inner", True):
                deep()
        finally:
            return "from finally"


def stop():
    with Show("stop"):
        raise StopIteration("inside")


print(returns(), returns_in_finally())
try:
    stop()
except StopIteration as e:
    print("StopIteration", e)
try:
    with Show("exit"):
        sys.exit(3)
except SystemExit as e:
    print("SystemExit", e.code)
try:
    with Show("a"), Show("b", True), Show("c"):
        raise KeyError("k")
except KeyError:
    print("never")
print("after")


class Replaces:
    def __enter__(self):
        pass

    def __exit__(self, kind, value, tb):
        raise TypeError("replaced") from value


try:
    with Replaces():
        1 / 0
except TypeError as e:
    print(e, repr(e.__cause__), repr(e.__context__))


class Reraises:
    def __enter__(self):
        pass

    def __exit__(self, kind, value, tb):
        raise value


try:
    with Reraises():
        1 / 0
except ZeroDivisionError as e:
    print(repr(e), repr(e.__context__))


def generator():
    with Show("generator"):
        yield 1
        yield 2


g = generator()
next(g)
g.close()
g = generator()
next(g)
try:
    g.throw(ValueError("thrown"))
except ValueError:
    print("out of generator")


class BadBool:
    def __enter__(self):
        pass

    def __exit__(self, *details):
        class B:
            def __bool__(self):
                raise RuntimeError("bool of the result")
        return B()


try:
    with BadBool():
        1 / 0
except RuntimeError as e:
    print(e)
with BadBool():
    print("result is not asked without an exception")
