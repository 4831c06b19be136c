"""Arguments and state of subclasses of built-in types: keywords for their own __init__, slots in copies, hints, hashes."""
import array
import copy
import functools
import itertools
import operator
import pickle
import struct
from collections import OrderedDict
from collections.abc import MutableSequence


def show(label, action):
    try:
        print(label, action())
    except Exception as problem:
        print(label, type(problem).__name__, problem)


def annotated(x: int) -> str:
    "Says."


for wrap in (classmethod, staticmethod):
    wrapped = wrap(annotated)
    show(wrap.__name__, lambda: (list(wrapped.__dict__), wrapped.__annotations__))


@functools.singledispatch
def kind(value):
    return "other"


class Registry:
    @kind.register
    @staticmethod
    def _(value: int):
        return "int"


show("registered", lambda: (kind(3), kind("x")))


class Bytes(bytearray):
    __slots__ = ("mark",)


class Ordered(OrderedDict):
    __slots__ = ("mark",)


for made in (Bytes(b"abc"), Ordered(a=1)):
    made.mark = [1]
    show("copy", lambda: (copy.copy(made).mark is made.mark, copy.deepcopy(made).mark, copy.copy(made) == made))
    show("pickle", lambda: [pickle.loads(pickle.dumps(made, protocol)).mark for protocol in (2, 3, 5)])
show("reduce", lambda: Ordered(a=1).__reduce__()[1:3])


class Plain(float):
    pass


class WithInit(float):
    def __init__(self, value, extra=None):
        self.extra = extra


class WithNew(float):
    def __new__(cls, value, extra=None):
        self = super().__new__(cls, value)
        self.extra = extra
        return self


show("float", lambda: Plain(x=0))
show("float", lambda: WithInit(2, extra=3).extra)
show("float", lambda: WithNew(2, extra=3).extra)
for base, given in ((itertools.cycle, [[1]]), (itertools.chain, [[1]]), (itertools.islice, [[1], 1]),
                    (itertools.takewhile, [bool, [1]]), (itertools.starmap, [pow, [(2, 3)]])):
    class Told(base):
        def __init__(self, *args, extra=None):
            self.extra = extra

    class Untold(base):
        pass

    show(base.__name__, lambda: (Told(*given, extra=3).extra, list(itertools.islice(Told(*given, extra=3), 2))))
    show(base.__name__, lambda: Untold(*given, extra=3))

whole = slice([1], [2], [3])
show("slice", lambda: (copy.copy(whole) is whole, copy.deepcopy(whole).start is whole.start, copy.deepcopy(whole) == whole))


class Hinted:
    def __init__(self, hint):
        self.hint = hint

    def __length_hint__(self):
        return self.hint

    def __iter__(self):
        return iter("ab")


for hint in (2, True, -1, "x", None, NotImplemented, 2**63 - 1, 2**63, -2**70):
    show("hint", lambda: operator.length_hint(Hinted(hint)))


class Vanishing:
    def __iter__(self):
        return self

    def __next__(self):
        del Vanishing.__next__
        return 1


show("vanished", lambda: [one for one in Vanishing()])
nan = float("nan")
show("nan", lambda: hash(nan) == object.__hash__(nan))
show("struct", lambda: struct.calcsize("b\0"))
show("sizes", lambda: (int.__basicsize__, int.__itemsize__))

bound = functools.partial(annotated)
show("state", lambda: (bound.__setstate__((annotated, (1,), {"a": 1}, {"note": 2})), bound.note, bound.keywords))
show("state", lambda: (bound.__setstate__((annotated, (1,), {"a": 1}, None)), bound.__dict__))
show("delete", lambda: bound.__delattr__("__dict__"))
bound.keywords[1] = 2
show("keywords", lambda: bound())
show("array", lambda: (isinstance(array.array("b"), MutableSequence), issubclass(array.array, MutableSequence)))
show("array", lambda: array.array("i", array.array("w", "ab")))
for name in ("A\udc80", "A\0"):
    show("name", lambda: type(name, (), {}))
show("range", lambda: list(zip(reversed(range(10**20, 10**20 + 2)), [1])))
