lambda a /: 1
