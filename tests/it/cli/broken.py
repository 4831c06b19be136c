"""A file with a syntax error."""
print("never"
x = 1
