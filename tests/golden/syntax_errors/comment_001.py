x + # c
y
