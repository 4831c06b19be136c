def f(a /): pass
