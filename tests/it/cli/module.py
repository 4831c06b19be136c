"""A module to be run by -m or imported."""
import sys

print(__name__, __file__, sys.argv[1:], __package__ is None, repr(__package__))
