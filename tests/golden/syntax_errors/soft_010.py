match(34)


y = 1
x = 1 +
