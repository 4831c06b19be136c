"""Mutual recursion, whose lines differ, is printed in full up to the limit; a short one repeats."""
import sys

sys.setrecursionlimit(60)


def even(n):
    return odd(n + 1)


def odd(n):
    return even(n + 1)


def countdown(n):
    if n == 0:
        raise ValueError("bottom")
    countdown(n - 1)


try:
    countdown(20)
except ValueError:
    import traceback
    print(traceback.format_exc(), end="")
try:
    countdown(2)
except ValueError:
    print(traceback.format_exc(), end="")
try:
    countdown(3)
except ValueError:
    print(traceback.format_exc(), end="")
even(0)
