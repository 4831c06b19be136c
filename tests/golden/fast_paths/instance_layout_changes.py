"""Instances of one class whose attributes come in another order, vanish, or are many."""


class P:
    def __init__(self, x, y):
        self.x = x
        self.y = y


def total(p):
    return p.x + p.y


points = [P(i, i) for i in range(1000)]
print(sum(map(total, points)))
odd = P.__new__(P)
odd.y = 10
odd.x = 5
print(total(odd), odd.__dict__)
late = P(1, 2)
late.z = 3
print(total(late), late.__dict__)
del late.x
try:
    total(late)
except AttributeError as error:
    print(error)
late.x = "back "
late.y = "again"
print(total(late), list(late.__dict__))
by_dict = P(1, 2)
by_dict.__dict__["x"] = 100
print(total(by_dict))
by_dict.__dict__ = {"y": 1, "x": 2}
print(total(by_dict))
by_dict.__dict__.clear()
try:
    total(by_dict)
except AttributeError as error:
    print(error)
P.x = 1000
print(total(by_dict) if hasattr(by_dict, "y") else "no y")
by_dict.y = 1
print(total(by_dict))
del P.x


class Many:
    pass


m = Many()
for i in range(100):
    setattr(m, f"a{i}", i)
print(sum(getattr(m, f"a{i}") for i in range(100)), len(m.__dict__))
for i in range(0, 100, 2):
    delattr(m, f"a{i}")
print(len(m.__dict__), list(m.__dict__)[:3])


class Slotted:
    __slots__ = ("x", "y")


s = Slotted()
s.x, s.y = 1, 2
print(total(s))


class WithProperty:
    x = property(lambda self: 7)
    y = 8


print(total(WithProperty()))


class WithGetattr:
    def __getattr__(self, name):
        return len(name) * 10


print(total(WithGetattr()))


class Child(P):
    x = "class attribute"


c = Child.__new__(Child)
c.y = "!"
print(total(c))
c.x = "instance"
print(total(c))
module = type("m", (), {"x": 3, "y": 4})
print(total(module), total(type("T", (), {"x": 5, "y": 6})()))


def writes(p, v):
    p.x = v


for p in points:
    writes(p, 0)
writes(s, 50)
writes(c, 60)
print(points[5].x, s.x, c.x)
try:
    writes(WithProperty(), 1)
except AttributeError as error:
    print(error)


class SetAttr:
    def __setattr__(self, name, value):
        object.__setattr__(self, name, value * 2)


t = SetAttr()
writes(t, 21)
print(t.x)
P.__setattr__ = lambda self, name, value: object.__setattr__(self, name, "intercepted")
writes(points[0], 1)
print(points[0].x)
del P.__setattr__
writes(points[0], 1)
print(points[0].x)
