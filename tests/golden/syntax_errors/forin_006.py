[x for y, z]
