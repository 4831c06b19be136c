f'{a:b
