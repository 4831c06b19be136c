if x y:
  pass
 z = (
