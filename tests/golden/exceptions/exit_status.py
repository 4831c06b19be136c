"""sys.exit(n) ends the program with status n after the finally blocks."""
import sys

try:
    print("start")
    sys.exit(3)
finally:
    print("cleaned up")
