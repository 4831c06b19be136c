f(ty pe)
