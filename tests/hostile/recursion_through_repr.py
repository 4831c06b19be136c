"""Unbounded recursion through __repr__, __str__, __format__ ends in RecursionError."""


class A:
    def __repr__(self):
        return repr(self)


class B:
    def __str__(self):
        return str(self)


class C:
    def __format__(self, spec):
        return format(self, spec)


class D:
    def __repr__(self):
        return repr([self])


class E:
    def __repr__(self):
        return "%r" % (self,)


class F:
    def __repr__(self):
        return f"{self!r}"


for action in (lambda: repr(A()), lambda: str(B()), lambda: format(C()), lambda: repr(D()), lambda: repr({1: D()}),
               lambda: repr(E()), lambda: f"{F()}", lambda: print(A()), lambda: "{}".format(B())):
    try:
        action()
    except RecursionError:
        print("RecursionError")
print("survived")
