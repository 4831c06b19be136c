class A(B):
    def f(self):
    def g(self): pass
