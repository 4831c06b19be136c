"""Hash and equality: defaults, __hash__ = None, equal keys, objects as dictionary keys."""


class Plain:
    pass


class EqOnly:
    def __eq__(self, other):
        return True


class Both:
    def __init__(self, k):
        self.k = k

    def __eq__(self, other):
        return isinstance(other, Both) and self.k == other.k

    def __hash__(self):
        return hash(self.k)


class Child(EqOnly):
    __hash__ = object.__hash__


p = Plain()
print({p: 1}[p], hash(p) == hash(p), EqOnly.__hash__, Child.__hash__ is object.__hash__)
for bad in ("hash(EqOnly())", "{EqOnly(): 1}", "{EqOnly()}", "hash([])", "hash({})", "hash(set())", "{[]: 1}", "{{}: 1}", "hash((1, []))",
            "hash(bytearray())", "hash(slice(1)) and None", "{1: 2}[[]]", "[] in {}", "{}.get([])", "set().add({})", "{*[[]]}"):
    try:
        exec(bad)
    except TypeError as error:
        print(bad, "->", error)
d = {Both(1): "one", Both("x"): "x"}
print(d[Both(1)], d[Both("x")], Both(2) in d, len({Both(1), Both(1), Both(2)}))
print(hash(1) == hash(1.0) == hash(True) == hash(1 + 0j), hash(-1), hash(-2), hash(0), hash(2 ** 61 - 1), hash(2 ** 61), hash(-2 ** 61))
print(hash(0.5), hash(1e300), hash(float("inf")), hash(-float("inf")), hash(10 ** 100), hash(1.5), hash(-0.0), hash(3.0))
print(hash(()), hash((1, 2, 3)), hash((1, (2, 3))), hash(frozenset()), hash(frozenset([1, 2, 3])), hash(None) == hash(None))
print(hash(1j), hash(1 + 2j), hash(range(0)), hash(range(3)) == hash(range(0, 3, 1)), hash(range(0, 0)) == hash(range(5, 5)), hash(b"") == hash(""))


class BadHash:
    def __hash__(self):
        return "text"


class BigHash:
    def __hash__(self):
        return 2 ** 100


class MinusOne:
    def __hash__(self):
        return -1


try:
    hash(BadHash())
except TypeError as error:
    print(error)
print(hash(BigHash()), hash(2 ** 100), hash(MinusOne()))


class Collide:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return 7

    def __eq__(self, other):
        return self.n == other.n


table = {Collide(i): i for i in range(50)}
print(len(table), table[Collide(33)], table.pop(Collide(10)), len(table), Collide(10) in table, Collide(49) in table)
