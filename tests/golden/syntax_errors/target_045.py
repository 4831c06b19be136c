del [a, None]
