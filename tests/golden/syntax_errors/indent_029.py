with (a, b):
x
