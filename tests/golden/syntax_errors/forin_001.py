[x for y {a, b}]
