if True:
    x
   y
z
