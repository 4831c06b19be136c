#!not python at all
"""Starts with a line that -x skips."""
print("second line")
