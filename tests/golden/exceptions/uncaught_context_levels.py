"""Four exceptions, each raised while the one before is handled."""


def a():
    raise ValueError("a")


def b():
    try:
        a()
    except ValueError:
        {}["b"]


def c():
    try:
        b()
    finally:
        [][0]


try:
    c()
except IndexError as error:
    1 / 0
