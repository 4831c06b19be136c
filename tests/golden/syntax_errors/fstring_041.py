f'\N{zzz}'
