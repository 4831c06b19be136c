"""A signal that the program sends to itself is KeyboardInterrupt in the main program."""
import os

for _ in range(20):
    try:
        os.kill(os.getpid(), 2)
        for i in range(1_000_000):
            pass
        print("no interrupt")
    except KeyboardInterrupt:
        pass
print("survived")
