   
  x
