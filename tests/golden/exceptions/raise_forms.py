"""raise: class, instance, bare, from, and things that cannot be raised."""


def attempt(action):
    try:
        action()
    except BaseException as error:
        print(type(error).__name__, error, "| cause:", repr(error.__cause__), "| context:", repr(error.__context__), error.__suppress_context__)


def raise_class():
    raise ValueError


def raise_instance():
    raise ValueError("text")


def raise_from():
    raise ValueError("a") from KeyError("b")


def raise_from_class():
    raise ValueError("a") from KeyError


def raise_from_none():
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError("a") from None


def raise_bare():
    try:
        1 / 0
    except ZeroDivisionError:
        raise


def raise_bare_nowhere():
    raise


def raise_number():
    raise 5


def raise_text():
    raise "text"


def raise_from_number():
    raise ValueError from 5


def raise_type():
    raise int


def raise_none():
    raise None


def bare_after_handler():
    try:
        1 / 0
    except ZeroDivisionError:
        pass
    raise


def bare_in_called_function():
    def reraise():
        raise
    try:
        {}["k"]
    except KeyError:
        reraise()


class NeedsArgument(Exception):
    def __init__(self, a):
        pass


class NotAnException(Exception):
    def __new__(cls):
        return 5


def raise_needs():
    raise NeedsArgument


def raise_odd():
    raise NotAnException


def context_in_finally():
    try:
        raise KeyError("first")
    finally:
        raise ValueError("second")


def bare_in_nested_handler():
    try:
        raise KeyError("outer")
    except KeyError:
        try:
            raise ValueError("inner")
        except ValueError:
            pass
        raise


for function in (raise_class, raise_instance, raise_from, raise_from_class, raise_from_none, raise_bare, raise_bare_nowhere, raise_number, raise_text,
                 raise_from_number, raise_type, raise_none, bare_after_handler, bare_in_called_function, raise_needs, raise_odd, context_in_finally,
                 bare_in_nested_handler):
    print(function.__name__, end=": ")
    attempt(function)
