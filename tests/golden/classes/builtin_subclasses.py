"""Subclasses of list, dict, str, tuple, set, float, Exception: overridden methods, extra attributes, results of operations."""


class Stack(list):
    def push(self, x):
        self.append(x)

    def __repr__(self):
        return f"Stack({super().__repr__()})"

    def __len__(self):
        return super().__len__() * 10


s = Stack([1, 2])
s.push(3)
s.name = "stack"
print(s, len(s), bool(Stack()), s[0], s[1:], type(s[1:]).__name__, s + [4], s == [1, 2, 3], s.name, isinstance(s, list), list(s), sum(s), s * 2)


class Attr(dict):
    __getattr__ = dict.__getitem__
    __setattr__ = dict.__setitem__


d = Attr(a=1)
d.b = 2
print(d, d.a, d.b, d["b"], type(d.copy()).__name__, {**d}, d == {"a": 1, "b": 2})
try:
    d.missing
except KeyError as error:
    print(repr(error))


class Default(dict):
    def __missing__(self, key):
        return key * 2

    def __setitem__(self, key, value):
        super().__setitem__(key, ("set", value))


m = Default(x=1)
m["y"] = 2
m.update(z=3)
print(m, m["q"], m.get("q"), m.setdefault("w", 4), m)


class Name(str):
    def __new__(cls, first, last):
        self = super().__new__(cls, f"{first} {last}")
        self.first = first
        return self

    def __eq__(self, other):
        return str.__eq__(self.lower(), str(other).lower())

    __hash__ = str.__hash__

    def __add__(self, other):
        return "added"


n = Name("Ada", "L")
print(n, n.first, n == "ada l", n + "x", n.upper(), type(n.upper()).__name__, n[0], len(n), {n: 1}["Ada L"], f"{n:>8}", "-".join([n, n]), n in ["ADA L"])


class Pair(tuple):
    def __new__(cls, a, b):
        return super().__new__(cls, (a, b))

    left = property(lambda self: self[0])

    def __lt__(self, other):
        return self[1] < other[1]


print(Pair(1, 2), Pair(1, 2).left, Pair(1, 2) == (1, 2), sorted([Pair(1, 9), Pair(2, 3)]), type(Pair(1, 2) + (3,)).__name__, hash(Pair(1, 2)) == hash((1, 2)))


class Bag(set):
    def add(self, x):
        super().add(x * 2)


b = Bag([1])
b.add(5)
b.update([7])
print(sorted(b), type(b | {1}).__name__, b == {1, 10, 7})


class Temp(float):
    def __str__(self):
        return f"{float(self)} degrees"

    def __add__(self, other):
        return Temp(float(self) + float(other))


t = Temp(20.5)
print(t, repr(t), t + 1, t * 2, f"{t}", f"{t:.2f}", "%s %.1f" % (t, t), round(t), t == 20.5, sum([t, t]), type(sum([t, t])).__name__)


class Oops(Exception):
    def __init__(self, code, **details):
        super().__init__(f"code {code}")
        self.code, self.details = code, details


try:
    raise Oops(5, why="because")
except Oops as e:
    print(e, repr(e), e.args, e.code, e.details)

