"""Conditional expressions: nesting, laziness, precedence, as arguments and targets' values."""


def t(v):
    print("eval", v, end="; ")
    return v


print(t(1) if t(True) else t(2), t(1) if t(False) else t(2))
print(1 if True else 2 if True else 3, 1 if False else 2 if False else 3, (1 if False else 2) if True else 3, 1 if (0 if True else 1) else 2)
print("a" if 1 < 2 else "b", [x if x else "zero" for x in (0, 1)], {"k": 1 if [] else 2}, (lambda x: "pos" if x > 0 else "neg")(-1), f"{'yes' if 1 else 'no'}", max(1 if 0 else 5, 3))
x = 1 if None else None
print(x, not 1 if 1 else 2, 1 + (2 if 1 else 3), 1 + 2 if 0 else 3, -1 if 1 else 1, 1, 2 if 0 else 3, *([1] if 1 else []), sep=" ")


def f(n):
    return n if n < 2 else f(n - 1) + f(n - 2)


print(f(10), (len if 1 else abs)("abc"), ([1, 2] if 1 else [])[0], ("a" if 0 else "b").upper())
y = [1, 2, 3][0 if x else -1]
z, w = (1, 2) if y > 2 else (3, 4)
print(y, z, w)
try:
    1 / 0 if 1 else 2
except ZeroDivisionError as error:
    print(error)
for bad in ("1 if 2", "1 if else 2", "x = 1 if 1 else", "1 if 1 else x = 2", "(a if b else c) = 1", "del a if b else c"):
    try:
        exec(bad)
    except SyntaxError as error:
        print(error.args[0])
