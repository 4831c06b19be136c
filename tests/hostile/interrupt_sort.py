# shell: timeout --preserve-status -s INT -k 5 1 "$@"; echo $?; echo survived
"""SIGINT ends a loop of sorts, and the program dies by SIGINT."""
while True:
    sorted(range(100_000), key=lambda x: -x)
