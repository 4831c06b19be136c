"""__del__ runs at once when the last reference goes: names, rebinding, containers, returns, exceptions."""


class D:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


a = D("a")
b = a
del a
print("still alive")
del b
print("after")
c = D("c1")
c = D("c2")
print("rebound")
D("temporary")
print("after temporary")
items = [D("i0"), D("i1"), D("i2")]
items.pop()
print("popped")
items[0] = None
print("replaced")
items.clear()
print("cleared")
d = {"k": D("value")}
d["k"] = 5
d["x"] = D("x")
del d["x"]
print("dict done")


def function(p):
    local = D("local")
    print("in function")
    return "returned"


print(function(D("argument")))


def returns():
    return D("returned")


returns()
print("dropped result")
kept = returns()
print("kept", kept.name)
del kept


def raises():
    x = D("in raising frame")
    raise ValueError


try:
    raises()
except ValueError as e:
    print("caught")
print("after handler")
t = (D("t0"), [D("t1")])
del t
print("tuple gone")


class Owner:
    def __init__(self):
        self.part = D("part")

    def __del__(self):
        print("del owner, part is", self.part.name)


o = Owner()
del o
print("owner gone")
for x in [D("loop1"), D("loop2")]:
    print("body", x.name)
print("loop done")
del x
[D("comprehension") for _ in range(2)]
print("list dropped")
y = [D("in list"), D("second")]
y = None
f = lambda v=D("default"): v
del f
print("lambda gone")


def gen():
    v = D("in generator")
    yield 1


g = gen()
next(g)
del g
print("generator gone")
z = D("swap1")
z, w = D("swap2"), z
del w
print("swap done")
del z
h = D("attribute owner")
h.other = D("attribute")
del h.other
print("attribute deleted")
del h
q = D("q").name
print(q)
print(D("in call").name)
k = [D("k")]
k[0] = k
del k
print("cycle left for the end")
