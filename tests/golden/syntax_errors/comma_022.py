foo(1, 2 lambda: x)
