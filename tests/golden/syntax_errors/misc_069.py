raise x = 1
