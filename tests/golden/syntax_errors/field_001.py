f'{a!rx b}'
