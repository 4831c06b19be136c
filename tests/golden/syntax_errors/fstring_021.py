f'{lambda: x}'
