x = (a, b
c)
