while True print('x')
