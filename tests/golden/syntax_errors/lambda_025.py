f(lambda x: x, y=lambda: 1 2)
