{a:b, c=d}
