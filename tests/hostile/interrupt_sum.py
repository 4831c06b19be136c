# shell: timeout --preserve-status -s INT -k 5 1 "$@"; echo $?; echo survived
"""SIGINT ends a sum inside native code, and the program dies by SIGINT."""
sum(iter(int, 1))
