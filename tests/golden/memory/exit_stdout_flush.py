"""What finalizers print at exit still gets out."""
import sys


class Late:
    def __del__(self):
        sys.stdout.write("late, without a newline")


late = Late()
sys.stdout.write("first line\n")
print("end", end=" | ")
