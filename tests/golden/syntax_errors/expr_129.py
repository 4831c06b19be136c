*a
*a, = b c
