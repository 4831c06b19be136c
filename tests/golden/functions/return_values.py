"""What functions return: nothing, tuples, from loops, from nested blocks, from generators' cousins."""


def nothing():
    1 + 1


def early(x):
    if x > 0:
        return "positive"
    elif x < 0:
        return "negative"


def many():
    return 1, "two", [3]


def star():
    return *[1, 2], 3


def from_loop(items):
    for i, x in enumerate(items):
        for y in x:
            while True:
                if y:
                    return i, y
                break
    else:
        return "nothing found"


def from_with():
    with open("/dev/null") as f:
        return f.closed, f


def from_try(x):
    try:
        return int(x)
    except ValueError:
        return "bad"
    finally:
        log.append(x)


def conditional(x):
    return "yes" if x else "no"


def walrus(x):
    return (y := x * 2) + y


def comparison(x):
    return 1 < x < 5


def boolean(x):
    return x and x[0] or "empty"


def function():
    return lambda: "inner"


def after():
    return 1
    print("never")


log = []
print(nothing(), early(1), early(-1), early(0), many(), star(), from_loop([[0], [0, 5]]), from_loop([]), from_loop([[0]]))
closed, f = from_with()
print(closed, f.closed, from_try("5"), from_try("x"), log, conditional([]), walrus(3), comparison(3), comparison(9), boolean([7]), boolean([]), function()(), after())
a, b, (c,) = many()
print(a, b, c)
for bad in ("return 1", "class A:\n return 1", "def f():\n yield 1\n return 2\nprint(list(f()))", "async def f():\n yield 1\n return 2", "lambda: return 1", "[return 1 for x in y]", "if 1:\n return"):
    try:
        exec(bad)
    except SyntaxError as error:
        print(error.args[0])
