if (a and
    b):
x
