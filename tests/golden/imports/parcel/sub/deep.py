"""A module that reaches two packages up."""
from .. import leaf
from ..leaf import function

__all__ = ["public"]
public = "public name"
hidden = "not exported"
_private = "not exported either"


def up():
    return function(), leaf.VALUE
