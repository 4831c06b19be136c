"""SystemExit: it passes `except Exception`, its code, exit() and quit()."""
import sys

for make in (lambda: sys.exit(), lambda: sys.exit(0), lambda: sys.exit("text"), lambda: sys.exit((1, 2)), lambda: sys.exit(None), lambda: exit(7), lambda: quit(),
             lambda: sys.exit(1, 2), lambda: sys.exit(SystemExit(5))):
    try:
        try:
            make()
        except Exception as e:
            print("Exception", type(e).__name__, e)
    except SystemExit as e:
        print(repr(e), repr(e.code), e.args)
print(repr(exit), repr(quit))


def cleanup():
    try:
        sys.exit(44)
    finally:
        print("finally runs")


try:
    cleanup()
except SystemExit as e:
    print("caught", e.code)
raise SystemExit(17)
