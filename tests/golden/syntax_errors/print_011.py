print (a) b
