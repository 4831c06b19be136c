lambda a=: a
