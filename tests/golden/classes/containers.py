"""Container methods: __getitem__, __setitem__, __delitem__, __contains__, __iter__, __reversed__, __missing__."""


class Items:
    def __init__(self):
        self.data = {}

    def __getitem__(self, key):
        print("get", key)
        return self.data[key]

    def __setitem__(self, key, value):
        print("set", key, value)
        self.data[key] = value

    def __delitem__(self, key):
        print("del", key)
        del self.data[key]


i = Items()
i["a"] = 1
i[1, 2] = "tuple key"
i[1, ] = "one"
print(i["a"], i[1, 2])
i["a"] += 5
del i["a"]
i.data[1:2, ...] = 0 if False else None
print(i[1:2, ...] if (slice(1, 2), ...) in i.data else i.data[1:2, ...])


class Slices:
    def __getitem__(self, key):
        return key


s = Slices()
print(s[1:2], s[::], s[:5:2], s[1:2, 3], s[...], s[-1], s[*[1, 2]], s[None:None])


class OldSequence:
    def __getitem__(self, index):
        if index >= 3:
            raise IndexError(index)
        return index * 10


o = OldSequence()
print(list(o), 20 in o, 25 in o, [x for x in o], tuple(o), sum(o), max(o), sorted(o, reverse=True))
a, b, c = o
print(a, b, c)


class Contains:
    def __contains__(self, item):
        print("contains", item)
        return "truthy" if item else ""

    def __iter__(self):
        return iter([])


print(1 in Contains(), 0 not in Contains())


class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        n = self.n
        while n:
            yield n
            n -= 1

    def __reversed__(self):
        return iter(range(1, self.n + 1))

    def __len__(self):
        return self.n


print(list(Countdown(3)), list(reversed(Countdown(3))), 2 in Countdown(3), 9 in Countdown(3))


class Default(dict):
    def __missing__(self, key):
        return f"no {key}"


d = Default(a=1)
print(d["a"], d["z"], d.get("z"), "z" in d)
one, nothing = 1, None
for bad in (lambda: object()[0], lambda: object().__getitem__, lambda: 1 in object(), lambda: list(object()), lambda: reversed(object()),
            lambda: one[0], lambda: nothing[0], lambda: len[0]):
    try:
        bad()
    except (TypeError, AttributeError) as error:
        print(error)
try:
    object()[0] = 1
except TypeError as error:
    print(error)
try:
    del object()[0]
except TypeError as error:
    print(error)


class NoIter:
    __iter__ = None
    __contains__ = None


for bad in (lambda: iter(NoIter()), lambda: 1 in NoIter()):
    try:
        bad()
    except TypeError as error:
        print(error)
