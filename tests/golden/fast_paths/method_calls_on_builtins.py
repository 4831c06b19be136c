"""Calls of methods of built-in types in hot loops with receivers of other types."""


def upper(s):
    return s.upper()


def get(d, k):
    return d.get(k, "default")


def join(sep, parts):
    return sep.join(parts)


def pop(items):
    return items.pop()


def items(d):
    return sorted(d.items())


for i in range(1000):
    upper("abc"), get({1: 2}, i), join("-", ["a"]), pop([1]), items({1: 2})


class Text(str):
    def upper(self):
        return "own upper"


class D(dict):
    def get(self, k, default=None):
        return "own get"


class O:
    def upper(self):
        return "object upper"

    def pop(self):
        return "object pop"

    get = lambda self, k, d: (k, d)
    items = lambda self: [(2, 1), (1, 2)]


print(upper(Text("x")), upper(O()), upper(b"bytes"), upper("é"), get(D(), 1), get(O(), 5), get({5: "found"}, 5), pop(O()), pop({1, }), pop([1, 2]), pop(bytearray(b"a")), items(O()), items({"b": 1, "a": 2}), join("", "abc"), join(b"-", [b"a", b"b"]), join(Text("+"), ["a", Text("b")]))
for bad in (lambda: upper(5), lambda: upper(None), lambda: get([], 1), lambda: get({}, []), lambda: join("-", [1]), lambda: join("-", 5), lambda: pop([]), lambda: pop({}), lambda: pop(()), lambda: pop(set()), lambda: items([1])):
    try:
        print(bad())
    except (AttributeError, TypeError, IndexError, KeyError) as error:
        print(type(error).__name__, error)


def bound():
    items = []
    append = items.append
    for i in range(1000):
        append(i)
    items2 = items
    items = []
    append("still the first list")
    return len(items2), items, items2[-1]


print(bound())


def unbound():
    return [str.upper(s) for s in ("a", Text("b"))], list(map(str.strip, [" a ", "b "])), [dict.get(D(k=1), "k")], [list.append(x, 1) or x for x in ([], [2])]


print(unbound())


class S(list):
    def append(self, x):
        super().append(("wrapped", x))


s = S()
for i in range(3):
    s.append(i)
s.extend([9])
s += [8]
print(s)


def many(receivers):
    return [r.count(1) for r in receivers]


print(many([[1, 1], (1, 2), range(3), b"\x01\x01", bytearray(b"\x01")]))
print([x.index(2) for x in ([1, 2], (2,), range(5))], [x.copy() for x in ([1], {1: 2}, {3})], ["abc".find(c) for c in "cbz"], [c.isdigit() for c in "a1"], [n.bit_length() for n in (1, 255, 2 ** 70, True)], [f.is_integer() for f in (1.0, 1.5)])
