print(f'{a!r:>{width}} {b')
