# shell: timeout --preserve-status -s INT -k 5 1 "$@"; echo $?; echo survived
"""SIGINT ends the waiting for a thread, whatever the thread does."""
import threading

threading.Thread(target=threading.Event().wait, daemon=True).start()


def compute():
    while True:
        pass


thread = threading.Thread(target=compute, daemon=True)
thread.start()
thread.join()
