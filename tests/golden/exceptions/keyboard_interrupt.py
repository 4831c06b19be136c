"""An uncaught KeyboardInterrupt prints its traceback and the program dies by SIGINT."""


def work():
    try:
        raise KeyboardInterrupt("stopped by hand")
    finally:
        print("cleaned up")


try:
    work()
except Exception:
    print("never: it is no Exception")
