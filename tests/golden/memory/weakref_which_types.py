"""Instances, functions, sets and classes can be weakly referenced; lists, dicts, numbers and texts cannot."""
import weakref


class Plain:
    pass


class Slots:
    __slots__ = ("a",)


class WithWeak:
    __slots__ = ("a", "__weakref__")


class SubList(list):
    pass


class SubDict(dict):
    pass


class SubInt(int):
    pass


class SubTuple(tuple):
    pass


def gen():
    yield


values = [Plain(), Slots(), WithWeak(), SubList(), SubDict(), SubInt(), SubTuple(), [], {}, (), 1, 1.5, "s", b"b", None, True, set(), frozenset(), lambda: 0, len, Plain, int, gen(), gen().gi_code, range(3), object(), Plain().__init__, iter([]), slice(1), Exception(), weakref, property()]
for value in values:
    try:
        r = weakref.ref(value)
        print(type(value).__name__, "ok", r() is value)
    except TypeError as e:
        print(type(value).__name__, e)
try:
    weakref.proxy([])
except TypeError as e:
    print(e)
