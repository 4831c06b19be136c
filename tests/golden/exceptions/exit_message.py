"""sys.exit("text") prints the text to stderr and ends with status 1."""
import sys

print("out")
sys.exit("something went wrong")
