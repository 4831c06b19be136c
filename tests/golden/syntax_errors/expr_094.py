a = lambda = 2
