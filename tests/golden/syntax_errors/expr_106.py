foo bar()
