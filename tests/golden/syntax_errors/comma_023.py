(print x)
