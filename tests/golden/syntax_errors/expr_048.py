del ()
del x y
