"""Instances of subclasses of atoms can be part of cycles."""
import gc

gc.disable()
gc.collect()


class I(int):
    pass


class S(str):
    pass


class F(float):
    pass


class B(bytes):
    pass


class T(tuple):
    pass


for cls, argument in ((I, 5), (S, "s"), (F, 1.5), (B, b"b"), (T, (1, 2))):
    value = cls(argument)
    value.me = value
    print(cls.__name__, gc.is_tracked(value), value.me == argument)
    del value
    print(gc.collect())
