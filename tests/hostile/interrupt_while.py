# shell: timeout --preserve-status -s INT -k 5 1 "$@"; echo $?; echo survived
"""SIGINT ends an empty while loop, and the program dies by SIGINT."""
while True:
    pass
