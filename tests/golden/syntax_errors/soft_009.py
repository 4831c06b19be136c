x (a b) c
