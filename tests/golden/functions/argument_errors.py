"""The TypeError texts of calls that do not fit the function's parameters."""


def none():
    pass


def one(a):
    pass


def two(a, b):
    pass


def three(a, b, c):
    pass


def default(a, b=1):
    pass


def defaults(a, b=1, c=2):
    pass


def keyword(*, k):
    pass


def keywords(*, k, l, m=1, n):
    pass


def positional(a, b, /):
    pass


def mixed(a, /, b, *, c):
    pass


def star(a, *args):
    pass


def double(a, **kwargs):
    pass


calls = [
    lambda: none(1),
    lambda: none(1, 2),
    lambda: none(x=1),
    lambda: one(),
    lambda: one(1, 2),
    lambda: one(1, 2, 3),
    lambda: one(1, a=1),
    lambda: one(b=1),
    lambda: one(1, b=1),
    lambda: two(),
    lambda: two(1),
    lambda: two(b=1),
    lambda: two(1, 2, 3),
    lambda: three(),
    lambda: three(1),
    lambda: three(b=1),
    lambda: default(),
    lambda: default(1, 2, 3),
    lambda: default(1, c=2),
    lambda: defaults(),
    lambda: defaults(1, 2, 3, 4),
    lambda: keyword(),
    lambda: keyword(1),
    lambda: keyword(1, k=2),
    lambda: keyword(1, 2, k=2),
    lambda: keyword(k=1, j=2),
    lambda: keywords(),
    lambda: keywords(k=1),
    lambda: keywords(1, 2, k=1, l=1, n=1),
    lambda: positional(a=1, b=2),
    lambda: positional(1, b=2),
    lambda: positional(1),
    lambda: mixed(),
    lambda: mixed(1, 2),
    lambda: mixed(a=1, b=2, c=3),
    lambda: mixed(1, 2, 3, c=4),
    lambda: star(),
    lambda: star(1, 2, a=3),
    lambda: double(),
    lambda: double(1, 2),
    lambda: double(1, **{"a": 2}),
    lambda: one(*[1, 2]),
    lambda: one(**{"a": 1, "z": 2}),
]
for call in calls:
    try:
        call()
    except TypeError as error:
        print(error)
    else:
        print("no error")
