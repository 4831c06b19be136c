"""The method resolution order of multiple inheritance (C3), and orders that contradict each other."""


class O: pass
class A(O): pass
class B(O): pass
class C(O): pass
class D(O): pass
class E(O): pass
class K1(A, B, C): pass
class K2(D, B, E): pass
class K3(D, A): pass
class Z(K1, K2, K3): pass


print([c.__name__ for c in Z.__mro__])


class X: pass
class Y: pass
class XY(X, Y): pass
class YX(Y, X): pass


try:
    class Both(XY, YX): pass
except TypeError as error:
    print(error)
try:
    class BadOrder(O, A): pass
except TypeError as error:
    print(error)
try:
    class Twice(A, A): pass
except TypeError as error:
    print(error)
try:
    class NotABase(A, 5): pass
except TypeError as error:
    print(error)
try:
    class FromBool(bool): pass
except TypeError as error:
    print(error)
try:
    class FromFunction(type(lambda: 0)): pass
except TypeError as error:
    print(error)
try:
    class Layout(int, str): pass
except TypeError as error:
    print(error)


class IntDict(int): pass


print(IntDict.__mro__)


class Custom(type):
    def mro(cls):
        order = super().mro()
        print("mro of", cls.__name__)
        return order[:1] + order[1:][::-1][1:] + [object] if cls.__name__ == "Odd" else order


class Odd(XY, metaclass=Custom): pass


print([c.__name__ for c in Odd.__mro__])
