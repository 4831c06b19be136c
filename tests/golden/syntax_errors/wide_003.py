x = 'é\N{foo}'
