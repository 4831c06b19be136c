"""Ends the program."""
raise SystemExit("from a module")
