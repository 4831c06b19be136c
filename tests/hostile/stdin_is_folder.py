# shell: "$@" <.; echo survived
"""Reading standard input that is a folder is an OSError."""
import sys

try:
    sys.stdin.read()
except OSError:
    pass
try:
    input()
except (OSError, EOFError):
    pass
