if x:
    y
  z
