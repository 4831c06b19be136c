assert (x, y), z,
