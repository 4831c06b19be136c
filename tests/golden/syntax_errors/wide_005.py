print('😀' x)
