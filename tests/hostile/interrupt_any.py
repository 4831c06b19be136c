# shell: timeout --preserve-status -s INT -k 5 1 "$@"; echo $?; echo survived
"""SIGINT ends an endless search in native code, and the program dies by SIGINT."""
import itertools

any(itertools.repeat(0))
