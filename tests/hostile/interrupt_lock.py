# shell: timeout --preserve-status -s INT -k 5 1 "$@"; echo $?; echo survived
"""SIGINT ends the waiting for a lock that nobody will release."""
import threading

lock = threading.Lock()
lock.acquire()
lock.acquire()
