# shell: timeout --preserve-status -s INT -k 5 1 "$@"; echo $?; echo survived
"""SIGINT ends a long sleep, and the program dies by SIGINT."""
import time

time.sleep(100)
