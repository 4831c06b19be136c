with open() as x, y as 1: pass
