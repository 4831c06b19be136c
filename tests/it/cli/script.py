"""A script that shows how it was started."""
import sys

print(__name__, sys.argv)
