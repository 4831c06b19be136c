x = True = 2
