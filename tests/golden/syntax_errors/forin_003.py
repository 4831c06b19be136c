f(x for y z, a)
