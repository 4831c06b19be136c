"""Imports a as a module, uses it later."""
import circle.works_a

VALUE = "b"


def get():
    return circle.works_a.VALUE, VALUE
