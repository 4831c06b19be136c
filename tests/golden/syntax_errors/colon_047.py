[a for b if c]
