lambda a b: x
