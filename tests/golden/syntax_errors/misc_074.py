elif = 1
