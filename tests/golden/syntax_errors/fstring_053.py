f'{a,b c}'
