(x for x, 2 in y)
