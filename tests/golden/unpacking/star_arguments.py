"""* and ** in calls, displays, assignments, subscripts, returns and for loops."""


def show(*args, **kwargs):
    print(args, kwargs)


show(*[1, 2], 3, *"ab", *{"k": 1}, *range(2), *(x for x in "z"), *set(), **{"p": 1}, q=2, **{"r": 3})
show(*[], **{})
show(*(), **dict(a=1))
print([*[1], *(2,), *"3", *{4: 5}], (*[], *range(2)), {*[1, 2], *[2, 3]}, {**{"a": 1}, "b": 2, **{"a": 3}}, [*()], {**{}})
first, *rest = [1]
*init, last = "xyz"
a, (b, *c), *d = 1, "pqr", 4, 5
print(first, rest, init, last, a, b, c, d)
for x, *y in [(1, 2, 3), "ab"]:
    print(x, y)


def gives():
    return 1, *[2, 3]


def yields():
    yield *"ab", 1


print(gives(), list(yields()))


class Sub:
    def __getitem__(self, key):
        return key


s = Sub()
print(s[*[1, 2]], s[1, *[2]], s[*"ab", 1:2])
t = *[1, 2],
print(t, *t, sep="-")


class Mapping:
    def keys(self):
        print("keys called")
        return ["x", "y"]

    def __getitem__(self, key):
        print("get", key)
        return key.upper()


show(**Mapping())
print({**Mapping()})
order = []


def note(v):
    order.append(v)
    return v


show(note(1), *note([2]), k=note(3), *note([4]), **note({"z": 5}))
print(order)


def f(a, b, *c, d=0, **e):
    return a, b, c, d, e


print(f(*"xy"), f(1, *[2, 3, 4]), f(**{"a": 1, "b": 2, "q": 3}), f(1, **{"b": 2}, d=9), f(*[1], *[2], *[3]))
for bad in ("f(*5)", "f(**5)", "f(1, 2, **{'a': 3})", "f(1, 2, d=1, **{'d': 2})", "f(*None)", "f(1, 2, **{1: 2})", "[*5]", "{*5}", "{**5}", "{**[1]}", "(*None,)", "f(**{'a': 1}, **{'a': 2})", "f(*[1])", "print(*1, *2)", "f(1, 2, **[('a', 1)])", "s[*5]"):
    try:
        eval(bad)
    except TypeError as error:
        print(bad, "->", error)
try:
    *a, = 5
except TypeError as error:
    print(error)
try:
    a, *b, c = [1]
except ValueError as error:
    print(error)
try:
    (a, *b), c = 1, 2
except TypeError as error:
    print(error)
