if x:
    y z
