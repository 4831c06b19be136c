"""Calls what it is given."""
VALUE = "imported"


def call(function):
    return function()
