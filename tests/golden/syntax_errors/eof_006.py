f(a,\
