'a'.b 'c'
