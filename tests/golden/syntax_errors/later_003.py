x y
f'abc
