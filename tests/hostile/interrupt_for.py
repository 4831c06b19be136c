# shell: timeout --preserve-status -s INT -k 5 1 "$@"; echo $?; echo survived
"""SIGINT ends a for loop over an endless iterator, and the program dies by SIGINT."""
for x in iter(int, 1):
    pass
