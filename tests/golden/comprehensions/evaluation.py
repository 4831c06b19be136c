"""When and how often parts of a comprehension are evaluated; conditions, nesting, exceptions, names."""


def note(label, value):
    print(label, end=" ")
    return value


print([note("element", x) for x in note("iterable", [1, 2]) if note("condition", x)])
print([(x, y) for x in note("outer", [1, 2]) for y in note("inner", "ab")])
print({note("key", k): note("value", v) for k, v in [(1, 2)]})
print([x for x in range(5) if x if x % 2 if x > 1], [x if x > 1 else -x for x in range(4)], [not x for x in (0, 1)], [x and x + 1 for x in (0, 1)])
print([[(i, j) for j in range(i)] for i in range(3)], [i * j for i in range(1, 3) for j in range(i, 3)], [x for xs in [[1], [], [2, 3]] for x in xs], [a for a, in [(1,), (2,)]], [b for _, *b in ["xyz"]])
print({x: y for x in "ab" for y in range(2)}, {x % 3 for x in range(9)} == {0, 1, 2}, {**{k: v for k, v in zip("ab", "cd")}}, dict([(k, v) for k, v in {"a": 1}.items()]), {(): 1 for _ in range(3)}, {i: [j for j in range(i)] for i in range(3)})
x = "outside"
print([x for x in range(2)], x, [x for _ in range(2)], [(lambda: x)() for _ in "a"], [f() for f in [lambda: i for i in range(3)]])
d = {}
for d["k"] in [1, 2]:
    pass
print(d, [d["z"] for d["z"] in [5]] if False else [0 for d["z"] in [5]], d)


class Box:
    pass


b = Box()
print([b.v for b.v in range(3)], b.v)
for bad in (lambda: [1 / x for x in (1, 0)], lambda: [x for x in 5], lambda: [x for x, y in [1]], lambda: {[]: 1 for _ in "a"}, lambda: {x for x in [[]]}, lambda: [undefined for _ in "a"], lambda: [y for x in "a" for y in x.missing], lambda: [x for x in [1] if x.missing]):
    try:
        bad()
    except (ZeroDivisionError, TypeError, NameError, AttributeError, ValueError) as error:
        print(type(error).__name__, error)


def function(n):
    total = [n + i for i in range(2)]
    return [total for total in total], [n for n in range(n)], n


print(function(3))


class C:
    y = 5
    a = [y for _ in range(1)] if False else [z for z in range(y)]

    def m(self):
        return [self.y + i for i in range(2)], [__class__.y for _ in range(1)], [super().__class__ for _ in range(1)] is not None if False else ""


print(C.a, C().m())
print([i for i in range(3)][-1], (lambda: [k for k in "ab"])(), sum([1 for _ in range(5)]), [print("side effect") for _ in range(2)], [*(i for i in "ab"), *[j for j in "c"]], max([len(w) for w in ["a", "bbb"]]))
for i in [j * 2 for j in range(3)]:
    print(i, end=" ")
print([[[k for k in range(j)] for j in range(i)] for i in range(3)])
