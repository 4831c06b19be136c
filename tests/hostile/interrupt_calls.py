# shell: timeout --preserve-status -s INT -k 5 1 "$@"; echo $?; echo survived
"""SIGINT ends recursive calls, and the program dies by SIGINT."""

def f(n):
    return f(n - 1) if n else 0


while True:
    f(50)
