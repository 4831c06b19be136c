"""A program that is started by the name of its folder."""
import beside

print(__name__, __package__ == "", beside.VALUE)
