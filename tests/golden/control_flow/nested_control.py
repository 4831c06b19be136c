"""Loops in loops with break, continue, else, try and with: which loop is meant."""
for i in range(3):
    for j in range(3):
        if j == 1:
            continue
        if i == 1:
            break
        print(i, j)
    else:
        print("inner else", i)
        continue
    print("inner broke", i)
else:
    print("outer else")


def search(matrix, wanted):
    for r, row in enumerate(matrix):
        for c, value in enumerate(row):
            if value == wanted:
                break
        else:
            continue
        break
    else:
        return None
    return r, c


print(search([[1, 2], [3, 4]], 3), search([[1]], 9), search([], 1))
n = 0
while True:
    n += 1
    try:
        if n == 1:
            continue
        if n == 3:
            break
        print("body", n)
    finally:
        print("finally", n)
else:
    print("never")


def mixed():
    out = []
    for i in range(4):
        while True:
            with open("/dev/null"):
                if i == 0:
                    break
                if i == 2:
                    out.append("return")
                    return out
            for k in "ab":
                if k == "b":
                    out.append((i, k))
                    break
            break
        else:
            out.append("never")
        if i == 1:
            continue
        out.append(i)
    return out


print(mixed())


def generator_break():
    for x in (y for y in range(10)):
        if x > 2:
            break
        yield x
    else:
        yield "never"


print(list(generator_break()))
for x in []:
    pass
else:
    for y in "a":
        print("loop in else")
        break
    else:
        print("never")
k = 5
while k:
    k -= 1
    if k == 3:
        continue
    if k == 1:
        break
    print("k", k)
for bad in ("break", "continue", "if 1:\n break", "for x in y:\n def f():\n  break", "while 1:\n class A:\n  continue", "try:\n break\nfinally:\n pass", "lambda: break", "for x in y: pass\nelse:\n break", "def f():\n  continue"):
    try:
        exec(bad)
    except SyntaxError as error:
        print(error.args[0])
