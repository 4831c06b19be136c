# shell: "$@" >/dev/full 2>/dev/null; echo $?; echo survived
"""Printing much to a full disk is OSError, and the failed flush at the end gives status 120."""
for i in range(10_000):
    print("x" * 100)
