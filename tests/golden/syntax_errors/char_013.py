x = a \b
