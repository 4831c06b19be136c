x = 'abc' "def
