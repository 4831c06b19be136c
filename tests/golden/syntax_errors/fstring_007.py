f'{a!r '
