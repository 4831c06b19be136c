x y
  z
 w
