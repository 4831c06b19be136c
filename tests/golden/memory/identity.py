"""is and id: constants of one code object, small ints, copies, None, methods, strings."""
a = [1]
b = a
print(a is b, a is not b, a is a[:], a == a[:], id(a) == id(b), [] is [], {} is {}, None is None, True is not False)
x = 5
y = 2 + 3
print(x is y, int("7") is int("7"))
t = (1, 2)
print(t is tuple(t), t is t[:], t is t + (), t * 1 is t, tuple([1]) is tuple([1]))
s = "text"
print(s is s[:], s is str(s), s is "".join([s]), s + "" is s, s is s.strip(), s is s.replace("zz", ""), "".join([]) is "".join([]))
f = frozenset([1])
print(f is frozenset(f), f is f.copy(), f is f.union(), frozenset() is frozenset())
bs = b"bytes"
print(bs is bytes(bs), bs is bs[:])


class A:
    def m(self):
        pass


o = A()
print(o.m is o.m, A.m is A.m, o.m == o.m, type(o) is A, o.__class__ is A, A.__dict__ is A.__dict__, o.__dict__ is o.__dict__, len is len, [].append is [].append)


def same():
    return "constant", 1000, 1.5, (1, "x")


p, q = same(), same()
print([m is n for m, n in zip(p, q)])


def default(items=[]):
    return items


print(default() is default(), default() is default([]))
e = ...
print(e is Ellipsis, NotImplemented is NotImplemented, (lambda: 0) is (lambda: 0), range(3) is range(3), type(None) is type(None), int is int)
i = 1.5
j = i
print(i is j, float(i) is i, i + 0 is i, round(i, 1) == i, abs(o is o))
