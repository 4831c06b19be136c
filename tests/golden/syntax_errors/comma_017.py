[a.b c]
