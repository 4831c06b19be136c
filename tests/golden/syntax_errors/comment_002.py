x + # c
