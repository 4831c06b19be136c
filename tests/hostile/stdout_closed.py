# shell: "$@" >&-; echo $?; echo survived
"""Printing without standard output is no error."""
import sys

print("x")
sys.stderr.write("")
