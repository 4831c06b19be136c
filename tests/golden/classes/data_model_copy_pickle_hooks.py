"""__copy__-like behaviour by hand, __reduce_ex__, __sizeof__, __subclasses__, __init_subclass__ order, __eq__ without __hash__."""


class A:
    def __init__(self, x):
        self.x = x

    def copy(self):
        new = type(self).__new__(type(self))
        new.__dict__.update(self.__dict__)
        return new


class B(A):
    pass


b = B([1])
c = b.copy()
c.y = 2
print(type(c).__name__, c.x is b.x, vars(b), vars(c))


class Eq:
    def __eq__(self, other):
        return True


class EqChild(Eq):
    pass


class Restored(Eq):
    __hash__ = object.__hash__


for cls in (Eq, EqChild, Restored):
    try:
        print(cls.__name__, cls.__hash__ is None, hash(cls()) is not None)
    except TypeError as error:
        print(cls.__name__, error)
print(A.__subclasses__(), B.__subclasses__(), [k.__name__ for k in Eq.__subclasses__()])


class Temporary(A):
    pass


del Temporary
import gc
gc.collect()
print([k.__name__ for k in A.__subclasses__()])
print(object().__sizeof__() > 0, A(1).__reduce_ex__(2)[0].__name__, A(1).__reduce_ex__(2)[1:3], object.__reduce_ex__(A(5), 2)[2], A(1).__getstate__())
print(A(1).__ne__(2), A(1).__eq__(1), A(1).__lt__(1), A(1).__str__()[:12], A(1).__format__("")[:12], A(1).__dir__()[:1] is not None, A.__subclasshook__(int), A(1).__init_subclass__())
try:
    A(1).__format__("spec")
except TypeError as error:
    print(error)
import copy
d = {"k": [1, {"z": 2}]}
shallow, deep = copy.copy(d), copy.deepcopy(d)
d["k"].append("new")
print(shallow, deep, copy.copy(b).x is b.x, copy.deepcopy(b).x is b.x, copy.deepcopy([1, "a", None, (1, [2])]), type(copy.copy(b)).__name__)
