[x if y for y in z]
