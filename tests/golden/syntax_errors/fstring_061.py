x = f'{a}' 'b
