f'{import x}'
