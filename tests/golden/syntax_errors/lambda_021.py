lambda a, /*: x
