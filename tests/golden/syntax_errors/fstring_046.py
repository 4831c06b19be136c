f'{print x}'
