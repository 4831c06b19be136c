
x y
