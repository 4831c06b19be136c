"""Class patterns: positional through __match_args__, keyword, built-in types, errors."""


class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


class Point3(Point):
    def __init__(self, x, y, z):
        super().__init__(x, y)
        self.z = z


def where(p):
    match p:
        case Point3(z=0):
            return "flat 3d"
        case Point3(x, y, z=z):
            return x, y, z
        case Point(0, 0):
            return "origin"
        case Point(x, y=0):
            return f"x axis {x}"
        case Point(x=0):
            return "y axis"
        case Point(x, y):
            return x, y
    return "no point"


for p in (Point(0, 0), Point(2, 0), Point(0, 3), Point(1, 2), Point3(1, 2, 0), Point3(1, 2, 3), 5):
    print(where(p))


def builtin(x):
    match x:
        case bool(b):
            return "bool", b
        case int(i):
            return "int", i
        case float(f):
            return "float", f
        case str(s):
            return "str", s
        case bytes(b):
            return "bytes", b
        case list([first, *_]):
            return "list", first
        case tuple(t):
            return "tuple", t
        case dict({"k": v}):
            return "dict with k", v
        case dict(d):
            return "dict", d
        case set(s):
            return "set", s
        case object():
            return "object"


for x in (True, 1, 1.5, "s", b"b", [1, 2], [], (1,), {"k": 5}, {"z": 1}, {3}, None):
    print(builtin(x))


class NoArgs:
    pass


class BadArgs:
    __match_args__ = "xy"


class BadArgs2:
    __match_args__ = (1,)


class Dup:
    __match_args__ = ("a", "a")
    a = 1


def positional(x, cls):
    match x:
        case cls(1):
            return "matched"
    return "not"


for x, cls in ((NoArgs(), NoArgs), (BadArgs(), BadArgs), (BadArgs2(), BadArgs2), (Point(1, 2), Point), (5, 5), (1, int), (Point(1, 1), object)):
    try:
        print(positional(x, cls))
    except TypeError as error:
        print(error)
try:
    match Point(1, 2):
        case Point(1, 2, 3):
            pass
except TypeError as error:
    print(error)
try:
    match Dup():
        case Dup(1, 1):
            pass
except TypeError as error:
    print(error)
try:
    match Point(1, 2):
        case Point(1, x=1):
            pass
except TypeError as error:
    print(error)
try:
    match 5:
        case int(1, 2):
            pass
except TypeError as error:
    print(error)


class Lazy:
    @property
    def value(self):
        print("property read")
        raise AttributeError


match Lazy():
    case Lazy(value=5):
        print("never")
    case Lazy():
        print("no attribute, no match")
