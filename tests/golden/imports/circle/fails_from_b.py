"""Needs a name that is not there yet."""
from circle.fails_from import other

thing = 2
