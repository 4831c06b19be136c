"""A for loop over range whose name is rebound, whose bound changes, whose counter is assigned."""


def loop(n):
    total = 0
    for i in range(n):
        total += i
        i = 100
        n = 0
    return total, i


print(loop(5))


def shadow(range):
    return [x for x in range(3)], [i for i in range(2)]


print(shadow(lambda n: "ab" * n))


def late():
    seen = []
    for round in range(4):
        for i in range(3):
            seen.append(i)
        if round == 1:
            globals()["range"] = lambda n: ["replaced"]
    return seen


print(late())
del range
print([i for i in range(2)])


class I(int):
    pass


for stop in (3, True, I(2), 0, -1):
    print([type(i).__name__ for i in range(stop)])
for bad in (1.5, "3", None, [1]):
    try:
        for i in range(bad):
            pass
    except TypeError as error:
        print(error)


def big():
    total = 0
    for i in range(2 ** 62 - 3, 2 ** 62 + 3):
        total += i
    for i in range(-2 ** 62 + 2, -2 ** 62 - 3, -1):
        total -= i
    return total


print(big())


def nested():
    n = 3
    out = []
    for i in range(n):
        for j in range(i):
            n += 1
            out.append((i, j))
    return out, n


print(nested())


def kept():
    r = range(3)
    for i in r:
        for j in r:
            pass
    it = iter(r)
    next(it)
    for i in it:
        break
    return i, j, list(it)


print(kept())


def breaks():
    for i in range(1000):
        if i == 777:
            break
    else:
        return "never"
    for j in range(0):
        pass
    else:
        j = "empty"
    return i, j


print(breaks())


def closure():
    fs = []
    for i in range(3):
        fs.append(lambda: i)
    return [f() for f in fs]


print(closure())


def deleted():
    for i in range(3):
        del i
    try:
        return i
    except UnboundLocalError as error:
        return str(error)


print(deleted())
