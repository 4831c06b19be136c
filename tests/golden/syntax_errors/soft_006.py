f(matc h)
