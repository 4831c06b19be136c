5in x
x = 09.5
y = 09
