type X[T = 1
