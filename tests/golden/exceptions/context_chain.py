"""__context__ is set to the exception being handled, at every level; cycles are avoided."""


def chain(error):
    names = []
    while error is not None:
        names.append(f"{type(error).__name__}({error})")
        error = error.__context__
    return names


try:
    try:
        try:
            raise KeyError(1)
        except KeyError:
            raise ValueError(2)
    except ValueError:
        raise TypeError(3)
except TypeError as error:
    print(chain(error))

try:
    try:
        raise KeyError("a")
    except KeyError as first:
        try:
            raise ValueError("b")
        except ValueError as second:
            raise first
except KeyError as error:
    print(chain(error))


def generator():
    try:
        yield 1
    except KeyError:
        try:
            yield 2
        finally:
            pass
        raise ValueError("in generator")


g = generator()
next(g)
g.throw(KeyError("thrown"))
try:
    next(g)
except ValueError as error:
    print(chain(error))


def with_outer_handler():
    try:
        raise IndexError("outer")
    except IndexError:
        g = generator()
        next(g)
        try:
            g.throw(KeyError("x"))
            next(g)
        except ValueError as error:
            return chain(error)


print(with_outer_handler())


class Manager:
    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        raise RuntimeError("from exit")


try:
    with Manager():
        raise KeyError("body")
except RuntimeError as error:
    print(chain(error))
error = ValueError("self")
try:
    try:
        raise error
    except ValueError:
        raise error
except ValueError as caught:
    print(caught.__context__)
import sys


def current():
    return type(sys.exception()).__name__, sys.exc_info()[0]


print(current())
try:
    1 / 0
except ZeroDivisionError:
    print(current())
    try:
        {}[1]
    except KeyError:
        print(current())
    print(current())
print(current())
try:
    raise ValueError from None
except ValueError as e:
    e.__cause__ = KeyError("set by hand")
    print(e.__suppress_context__, repr(e.__cause__))
for bad in ("e.__cause__ = 5", "e.__context__ = 'x'", "e.__traceback__ = 5", "e.__suppress_context__ = 5"):
    e = ValueError()
    try:
        exec(bad)
    except TypeError as problem:
        print(problem)
