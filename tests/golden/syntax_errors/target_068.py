print(a = b = c)
