"""The loop variable of a comprehension stays inside; the first iterable is evaluated outside."""

i = "outer"
print([i for i in range(3)], i)
print({i for i in range(3)}, i)
print({i: i * 2 for i in range(3)}, i)
print(list(i for i in range(3)), i)

functions = [lambda: n for n in range(3)]
print([f() for f in functions])
functions = [lambda n=n: n for n in range(3)]
print([f() for f in functions])


class Holder:
    values = [1, 2, 3]
    doubled = [v * 2 for v in values]
    try:
        table = [len(values) for _ in range(2)]
    except NameError as error:
        table = str(error)


print(Holder.doubled, Holder.table)
print([y := x for x in range(3)], y)


def inside():
    total = 0
    partial = [total := total + v for v in range(5)]
    return partial, total


print(inside())
print([[a, b] for a in range(3) if a for b in range(a)])
print([(lambda: x)() for x in range(3)])
