print(a, yield)
