"""A module of a package, to be run by -m."""
print(__name__, __package__)
