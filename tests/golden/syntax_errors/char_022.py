print(é b)
