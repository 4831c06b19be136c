x y
'abc
