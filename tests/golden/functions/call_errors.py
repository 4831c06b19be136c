"""Calls that fail before the function is entered: not callable, bad star arguments, duplicates."""


def f(*args, **kwargs):
    pass


class Callable:
    def __call__(self, a):
        return a


number, nothing, text, items = 1, None, "text", [1, 2]
calls = [
    lambda: number(),
    lambda: nothing(),
    lambda: text(),
    lambda: items(0),
    lambda: f(*1),
    lambda: f(*None),
    lambda: f(**1),
    lambda: f(**[1]),
    lambda: f(**{1: 2}),
    lambda: f(a=1, **{"a": 2}),
    lambda: f(**{"a": 1}, **{"a": 2}),
    lambda: Callable()(),
    lambda: Callable()(1, 2),
    lambda: len(),
    lambda: len(1, 2),
    lambda: len(x=1),
    lambda: abs(),
    lambda: [].append(),
    lambda: [].append(1, 2),
    lambda: {}.get(),
    lambda: "x".join(),
    lambda: isinstance(1),
    lambda: object(1),
    lambda: int("1", 2, 3),
    lambda: f(*[1], *2),
]
for call in calls:
    try:
        call()
    except TypeError as error:
        print(error)
    else:
        print("no error")
