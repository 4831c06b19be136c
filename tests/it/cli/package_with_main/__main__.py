"""The program of the package."""
from . import __name__ as parent

print("main", __name__, parent, __package__)
