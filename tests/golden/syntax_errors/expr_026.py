a = b,, c
