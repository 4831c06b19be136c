# shell: timeout --preserve-status -s INT -k 5 1 "$@"; echo $?; echo survived
"""SIGINT ends a comprehension that keeps nothing, and the program dies by SIGINT."""
[x for x in iter(int, 1) if x]
