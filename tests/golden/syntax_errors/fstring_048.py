f'{for}'
