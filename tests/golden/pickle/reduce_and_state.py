"""__reduce__, __reduce_ex__, __getstate__, __setstate__, __getnewargs__, __slots__, subclasses of built-ins."""
import collections
import copyreg
import pickle
from enum import Enum


class Plain:
    def __init__(self, x):
        self.x = x


class Slotted:
    __slots__ = ("a", "b")


class SlottedDict(Slotted):
    def __init__(self):
        self.a = 1
        self.c = 3


class State:
    def __init__(self):
        self.kept, self.dropped = 1, 2

    def __getstate__(self):
        return {"kept": self.kept}

    def __setstate__(self, state):
        self.kept = state["kept"] * 10


class NewArgs(tuple):
    def __new__(cls, *args):
        return super().__new__(cls, args)

    def __getnewargs__(self):
        return tuple(self)


class NewArgsEx:
    def __new__(cls, a, *, b):
        self = super().__new__(cls)
        self.made = (a, b)
        return self

    def __getnewargs_ex__(self):
        return (1,), {"b": 2}


class MyList(list):
    pass


class MyDict(dict):
    pass


class MyStr(str):
    pass


class MyInt(int):
    pass


class MySet(set):
    pass


class Color(Enum):
    RED = 1


class Reduced:
    def __init__(self, parts):
        self.parts = parts

    def __reduce_ex__(self, protocol):
        return self.parts


Point = collections.namedtuple("Point", "x y")
my_list = MyList([1, 2, 3])
my_list.extra = "e"
slotted = Slotted()
slotted.b = 5
for protocol in range(6):
    for value in (Plain(1), SlottedDict() if protocol > 1 else 0, slotted if protocol > 1 else 0, State(), NewArgs(1, 2),
                  NewArgsEx(1, b=2) if protocol > 1 else 0, my_list, MyDict(a=1), MyStr("s"), MyInt(5), MySet([1]), Color.RED,
                  Point(1, 2), collections.OrderedDict(a=1), collections.deque([1, 2], 3), ValueError("v", 1), object()):
        data = pickle.dumps(value, protocol)
        back = pickle.loads(data)
        print(protocol, type(value).__name__, data, type(back) is type(value), getattr(back, "__dict__", None))
print(pickle.loads(pickle.dumps(slotted)).b, hasattr(pickle.loads(pickle.dumps(slotted)), "a"))
print(pickle.loads(pickle.dumps(State())).kept, pickle.loads(pickle.dumps(NewArgsEx(1, b=2))).made)
WRONG = [5, "no_such_name", "Reduced", (), (1,), (1, 2), (int, 2), (int, (), None, 5), (int, (), None, None, 5),
         (int, (), None, None, None, 5), (int, (), 1, 2, 3, 4, 5), (int, (), None, None, iter([1])), (copyreg.__newobj__, ()),
         (copyreg.__newobj__, (5,)), (copyreg.__newobj__, (int,)), (copyreg.__newobj_ex__, (int,)),
         (copyreg.__newobj_ex__, (int, 5, {})), (copyreg.__newobj_ex__, (int, (), 5))]
RIGHT = [(int, ()), (list, (), None, iter([1, 2])), (dict, (), None, None, iter([(1, 2)])), (int, (), {"a": 1}, None, None, print),
         (copyreg.__newobj_ex__, (int, (), {}))]
for parts in WRONG + RIGHT:
    for protocol in (4, 2):
        if protocol == 2 and parts in RIGHT:
            continue
        try:
            print(pickle.dumps(Reduced(parts), protocol))
        except Exception as error:
            print(type(error).__qualname__, str(error).replace(hex(id(error)), "").split(" at 0x")[0])
