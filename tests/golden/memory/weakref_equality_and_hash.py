"""References compare by their objects while these live, by identity afterwards."""
import weakref


class Thing:
    def __init__(self, value):
        self.value = value

    def __eq__(self, other):
        return self.value == other.value

    def __hash__(self):
        return hash(self.value)


a, b, c = Thing(1), Thing(1), Thing(2)
ra, rb, rc = weakref.ref(a), weakref.ref(b), weakref.ref(c)
print(ra == rb, ra == rc, ra != rb, ra != rc, hash(ra) == hash(rb) == hash(1))
print(len({ra, rb, rc}), ra == a, ra == 1)
hc = hash(rc)
del a, c
print(ra == rb, ra == ra, hash(ra) == hash(1), hash(rc) == hc)
d = Thing(5)
rd = weakref.ref(d)
del d
try:
    hash(rd)
except TypeError as e:
    print(e)
try:
    ra < rb
except TypeError as e:
    print(e)


class Unhashable:
    __hash__ = None


u = Unhashable()
try:
    hash(weakref.ref(u))
except TypeError as e:
    print(e)
