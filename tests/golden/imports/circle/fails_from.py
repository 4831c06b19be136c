"""Imports a name from a module that needs a name from here."""
from circle.fails_from_b import thing

other = 1
