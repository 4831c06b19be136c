class A: x y
