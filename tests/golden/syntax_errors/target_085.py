a = 1 if b else c = 2
