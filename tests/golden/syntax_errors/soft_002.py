f(x, m n)
