# shell: timeout --preserve-status -s INT -k 5 1 "$@"; echo $?; echo survived
"""SIGINT ends a loop of try and finally, and the program dies by SIGINT."""

def f():
    while True:
        try:
            1 / 0
        except ZeroDivisionError:
            pass
        finally:
            pass


f()
