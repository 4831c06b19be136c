if x: print y
