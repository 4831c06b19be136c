x y
f'{a)}'
