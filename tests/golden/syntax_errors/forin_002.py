(x for y z)
