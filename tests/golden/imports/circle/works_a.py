"""Imports b, which imports a half-made a as a module."""
from circle import works_b

VALUE = "a"


def get():
    return VALUE, works_b.VALUE
