"""Decorators run from the bottom up, on functions, methods and classes."""
import functools


def shout(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs).upper()
    return wrapper


def repeat(times):
    print("repeat", times)

    def decorate(function):
        print("decorate", function.__name__)

        @functools.wraps(function)
        def wrapper(*args):
            return " ".join([function(*args)] * times)
        return wrapper
    return decorate


@repeat(2)
@shout
def greet(name):
    """Greets."""
    return "hello " + name


print(greet("you"), greet.__name__, greet.__doc__)
print(greet.__wrapped__.__wrapped__("you"))


def register(cls):
    cls.registered = True
    return cls


@register
class Thing:
    @staticmethod
    @shout
    def quiet():
        return "shh"

    @classmethod
    def make(cls):
        return cls.__name__


print(Thing.registered, Thing.quiet(), Thing.make())


class Memo:
    def __init__(self, function):
        self.function = function
        self.table = {}

    def __call__(self, n):
        if n not in self.table:
            self.table[n] = self.function(n)
        return self.table[n]


@Memo
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(50), len(fib.table))


@(lambda f: lambda: "from a lambda")
def anything():
    pass


print(anything())


@print_name if False else lambda f: f.__name__
def becomes_its_name():
    pass


print(becomes_its_name)
