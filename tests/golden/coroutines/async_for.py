"""async for, async comprehensions, __aiter__ and __anext__."""


class Step:
    def __await__(self):
        yield "step"


class Counter:
    def __init__(self, n):
        self.i, self.n = 0, n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.i >= self.n:
            raise StopAsyncIteration
        self.i += 1
        await Step()
        return self.i


steps = 0


def run(coroutine):
    global steps
    try:
        while True:
            coroutine.send(None)
            steps += 1
    except StopIteration as stop:
        return stop.value


async def loop():
    async for i in Counter(3):
        if i == 2:
            continue
        print("item", i)
    else:
        print("else")
    async for i in Counter(5):
        if i == 3:
            break
    else:
        print("never")
    return i


print(run(loop()), steps)


async def comprehensions():
    a = [i async for i in Counter(3)]
    b = {i: j async for i in Counter(2) async for j in Counter(i)}
    c = {i async for i in Counter(4) if i % 2}
    d = [i for i in a if i > 1]
    g = (i * 2 async for i in Counter(3))
    e = [x async for x in g]
    f = [await one(i) for i in range(3)]
    return a, b, c, d, e, f, type(g).__name__


async def one(n):
    await Step()
    return n * n


print(run(comprehensions()))


class NoAiter:
    pass


class BadAiter:
    def __aiter__(self):
        return 5


class BadAnext:
    def __aiter__(self):
        return self

    def __anext__(self):
        return 5


async def over(x):
    async for _ in x:
        pass


async def plain_for():
    for _ in Counter(1):
        pass


for coroutine in (over(NoAiter()), over(BadAiter()), over(BadAnext()), over([1]), plain_for()):
    try:
        run(coroutine)
    except TypeError as error:
        print(error)


async def builtins():
    it = aiter(Counter(2))
    print(await anext(it), await anext(it), await anext(it, "default"))
    try:
        await anext(it)
    except StopAsyncIteration as e:
        print(type(e).__name__)


run(builtins())
