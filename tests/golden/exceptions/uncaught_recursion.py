"""A long recursion prints a few lines and how often the rest repeats."""


def f(n):
    return f(n + 1)


f(0)
