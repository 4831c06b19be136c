"""Slices of str, list, tuple, range and bytes with all kinds of bounds."""
values = ("abcdef", [0, 1, 2, 3, 4, 5], (0, 1, 2, 3, 4, 5), range(6), b"abcdef", bytearray(b"abcdef"))
bounds = [(None, None, None), (1, 4, None), (-3, None, None), (None, -2, None), (None, None, 2), (None, None, -1), (4, 1, -1), (10, None, None), (-10, 10, None),
          (2, 2, None), (4, 2, None), (None, None, 100), (None, None, -100), (-1, -4, -2), (True, 4, None), (0, 6, 3), (5, None, -2), (-100, None, -1), (100, None, -1)]
for value in values:
    print([value[slice(*b)] for b in bounds])


class Index:
    def __init__(self, n):
        self.n = n

    def __index__(self):
        return self.n


print("abcdef"[Index(1):Index(4)], [1, 2, 3][Index(-1)], "abc"[2 ** 100:], "abc"[:2 ** 100], "abc"[-2 ** 100:2 ** 100])
s, l = 'abc', [1]
for bad in ("'abc'[::0]", "'abc'['a':]", "[1][1.5:]", "'abc'[Index('x'):]", "[1][Index(2 ** 100)]", "(1,)[Index(-5)]", "range(3)[5]", "b'a'[1]", "range(3)[::0]",
            "s['abc', 2]", "l[None]", "'abc'[2 ** 100]", "l[1:2, 3]"):
    try:
        print(eval(bad))
    except (ValueError, TypeError, IndexError) as error:
        print(type(error).__name__, error)
s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, s.indices(5), slice(5), slice(None), s == slice(1, 10, 2), slice(-3, None).indices(10), slice(None, None, -1).indices(4))
try:
    s.start = 5
except AttributeError as error:
    print(error)
print(hash(slice(1, 2)) == hash(slice(1, 2)), {slice(1): 2}[slice(1)], slice(1, 2) < slice(1, 3))
items = list(range(10))
items[2:5] = "xyz"
items[::3] = [0] * 4
print(items)
items[5:5] = [7, 8]
items[:0] = [-1]
items[100:] = ["end"]
del items[::2]
print(items)
items[:] = []
print(items)
for bad in ("[1, 2, 3][::2] = [1]", "[1][0:1] = 5", "(1, 2)[0:1] = [1]", "'abc'[0:1] = 'x'", "[1, 2][::0] = []", "[1, 2, 3][::-1] = [1, 2]", "del 'abc'[0:1]", "del (1,)[0]"):
    try:
        exec(bad)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
