if 中 = 1: pass
