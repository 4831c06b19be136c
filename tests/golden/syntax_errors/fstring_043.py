f'{x} \N'
