f(a b
'x
