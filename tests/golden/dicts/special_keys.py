"""Keys that are equal, that are not hashable, that are objects, that are None or NaN; __missing__."""
nan = float("nan")
d = {None: "none", True: "true", 0: "zero", "": "empty", (): "tuple", nan: "nan", frozenset(): "set", int: "type", len: "function", 1.5: "float", b"": "bytes", ...: "ellipsis", 2 ** 70: "big", -1: "minus one", -2: "minus two", 1j: "complex"}
print(d[None], d[1], d[1.0], d[False], d[0.0], d[-0.0], d[""], d[()], d[nan], d.get(float("nan")), d[frozenset()], d[int], d[len], d[1.5], d[b""], d[...], d[2 ** 70], d[-1], d[-2], d[1j], len(d))


class Key:
    def __init__(self, k):
        self.k = k

    def __hash__(self):
        return hash(self.k) % 3

    def __eq__(self, other):
        return isinstance(other, Key) and self.k == other.k

    def __repr__(self):
        return f"K{self.k}"


t = {Key(i): i for i in range(10)}
print(t, t[Key(4)], Key(99) in t, t.pop(Key(3)), len(t), Key(3) in t, list(t)[3])


class SameHash:
    """Equal to nothing, not even to itself, but found by identity."""

    def __hash__(self):
        return 1

    def __eq__(self, other):
        return False


s = SameHash()
u = {s: "found", 1: "one"}
print(u[s], u[1], SameHash() in u, len(u))


class Fails:
    def __hash__(self):
        return 1

    def __eq__(self, other):
        raise ZeroDivisionError("in eq")


try:
    {1: "one"}[Fails()]
except ZeroDivisionError as error:
    print(error)
try:
    {Fails(): 1, Fails(): 2}
except ZeroDivisionError as error:
    print(error)


class Counter(dict):
    def __missing__(self, key):
        print("missing", key)
        value = self[key] = 0
        return value


c = Counter()
for x in "abca":
    c[x] += 1
print(c, c.get("zz"), "zz" in c, c.setdefault("q", 5))


class Lower(dict):
    def __getitem__(self, key):
        return super().__getitem__(key.lower())

    def __setitem__(self, key, value):
        super().__setitem__(key.lower(), value)

    def __contains__(self, key):
        return super().__contains__(key.lower())


l = Lower(A=1)
l["B"] = 2
print(l, l["b"], "B" in l, "A" in l, l.get("B"), {**l}, dict(l), l | {"C": 3}, type(l | {}).__name__)
for bad in ("{[]: 1}", "{}[{}]", "d[[]]", "d.get({})", "d.pop([], 1)", "d.setdefault({}, 1)", "{}.fromkeys([[]])", "dict([([], 1)])", "[] in d", "del d[[]]", "d.update([[[], 1]])"):
    try:
        exec(bad)
    except TypeError as error:
        print(bad, "->", error)
