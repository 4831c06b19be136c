def f(*a:): pass
