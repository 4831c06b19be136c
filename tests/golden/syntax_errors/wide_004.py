if éé = 1: pass
