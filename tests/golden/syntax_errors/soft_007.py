x y (a b)
