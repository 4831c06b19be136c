"""dict(), update and |= with mappings, pairs, keywords, and objects with keys()."""


class HasKeys:
    def keys(self):
        return iter(["p", "q"])

    def __getitem__(self, key):
        return key * 2


class Pairs:
    def __iter__(self):
        yield "ab"
        yield ["c", 1]
        yield (2, 3)


print(dict(), dict({}), dict(a=1), dict({"a": 1}, b=2), dict([("a", 1)], a=2), dict(HasKeys()), dict(Pairs()), dict(zip("ab", range(2))), dict(["ab", "cd"]), dict({1: 2}.items()), dict(dict=1, self=2, other=3))
d = {}
print(d.update(a=1), d.update({"b": 2}, c=3), d.update([("d", 4)]), d.update(HasKeys()), d.update(), d)
d |= [("e", 5)]
d |= HasKeys()
print(d, d.__or__([("x", 1)]), {1: 1} | {2: 2} | {1: 3})
print(dict.fromkeys("ab"), dict.fromkeys([1, 2], []), dict.fromkeys({}, 1), {}.fromkeys("a", 1), type(dict.fromkeys("a")).__name__)
for bad in ("dict(5)", "dict([5])", "dict(['abc'])", "dict([('a',)])", "dict([(1, 2, 3)])", "dict({}, {})", "dict('ab')", "{}.update(5)", "{}.update([1])", "{}.update({}, {})", "{} | [1]", "{} | []", "d |= 5", "d |= [1]", "dict(**5)", "dict(**{1: 2})", "{**5}", "{**[1]}", "{}.pop()", "{}.pop('x')",
            "{}.popitem()", "{}.get()", "{}.setdefault()", "dict.fromkeys()", "dict.fromkeys(5)", "{}.keys(1)", "{}['k']", "{}.clear(1)", "{} < {}", "{} + {}", "-{}", "{}.copy(1)", "{}.nope", "hash({})", "del {}['k']", "dict(a=1, **{'a': 2})"):
    try:
        print(bad, eval(bad) if not bad.startswith(("del", "d |=")) else exec(bad))
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        print(bad, "->", type(error).__name__, error)


class D(dict):
    def __init__(self, *args, **kw):
        super().__init__(*args, **kw)
        self.extra = 1


x = D(a=1)
print(x, x.extra, type(x.copy()).__name__, D.fromkeys("ab"), type(D.fromkeys("a")).__name__, x == {"a": 1}, isinstance(x, dict), len(x), bool(D()), repr(D()))
