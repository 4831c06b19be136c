# shell: timeout --preserve-status -s INT -k 5 1 "$@"; echo $?; echo survived
"""SIGINT ends a generator that never ends, and the program dies by SIGINT."""

def g():
    while True:
        yield 0


for x in g():
    pass
