# shell: timeout --preserve-status -s INT -k 5 1 "$@"; echo $?; echo survived
"""SIGINT ends a loop of big powers, and the program dies by SIGINT."""
while True:
    3 ** 100_000
