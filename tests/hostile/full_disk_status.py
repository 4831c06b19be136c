# shell: "$@" >/dev/full 2>/dev/null; echo $?; echo survived
"""Printing to a full disk ends with status 120."""
print("x")
