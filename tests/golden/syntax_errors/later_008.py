x y
\ z
