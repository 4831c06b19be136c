x y f'{a)'
