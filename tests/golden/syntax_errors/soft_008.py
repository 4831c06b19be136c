x y, (a b)
