class A(b=1, c): pass
