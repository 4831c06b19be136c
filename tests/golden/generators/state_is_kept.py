"""Loops, try, with and nested expressions keep their state across yields."""


def loops():
    for i in range(2):
        j = 0
        while j < 2:
            for k in "ab":
                yield i, j, k
            j += 1
        else:
            yield "else", i


print(list(loops()))


def expressions():
    x = [1, (yield "a"), (yield "b")]
    y = {(yield "k"): (yield "v")}
    z = (yield "left") + (yield "right")
    f = print((yield "arg"), sep=(yield "sep"))
    text = f"{(yield 'f')}-{(yield 'g')}"
    t = (yield "cond") and (yield "then")
    c = (yield 1) < (yield 2) < (yield 3)
    s = "abcdef"[(yield "from"):(yield "to")]
    return x, y, z, text, t, c, s


g = expressions()
prompt = next(g)
n = 0
answers = {"left": 10, "right": 5, "sep": "|", "from": 1, "to": 3}
try:
    while True:
        n += 1
        prompt = g.send(answers.get(prompt, n))
except StopIteration as stop:
    print(stop.value)


def tries():
    for i in range(3):
        try:
            try:
                got = yield i
                if got == "raise":
                    raise ValueError(i)
            except ValueError as e:
                yield f"caught {e}"
            else:
                yield "else"
        finally:
            yield "finally"


g = tries()
print([next(g), g.send("raise"), next(g), next(g), next(g), next(g), next(g), next(g), next(g)])


def targets():
    box = [0, 0]
    box[(yield "index")] = yield "value"
    box[0] += yield "add"
    a, *b = yield "unpack"
    yield box, a, b


g = targets()
print(next(g), g.send("v"), g.send(1), g.send(5), g.send("xyz"))


def comprehension():
    yield [x for x in (yield "iterable")]
    yield {k: v for k, v in zip((yield "keys"), (yield "values"))}


g = comprehension()
print(next(g), g.send("ab"), next(g), g.send("pq"), g.send([1, 2]))


def recursive(n):
    if n > 0:
        yield n
        yield from recursive(n - 1)
        yield -n


print(list(recursive(4)))


def starred():
    yield [*(yield 1), *(yield 2)]
    return {**(yield 3)}


g = starred()
print(next(g), g.send("a"), g.send("b"), next(g))
try:
    g.send({"k": 1})
except StopIteration as stop:
    print(stop.value)


def lambdas():
    f = lambda: (yield 5)
    yield list(f())
    yield type(f()).__name__


print(list(lambdas()))
