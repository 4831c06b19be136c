rb'é' f'{x!z}'
