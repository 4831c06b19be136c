"""A module that imports from its own package."""
from . import VALUE

print("initialising", __name__)


def function():
    return VALUE + 1
