def f():
    return

class A:
    def g(self):
        x = [1, 2
        return x
