"""async with awaits __aenter__ and __aexit__; errors and swallowing."""


class Step:
    def __init__(self, name):
        self.name = name

    def __await__(self):
        yield self.name


class Manager:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow

    async def __aenter__(self):
        await Step("enter " + self.name)
        return self.name.upper()

    async def __aexit__(self, kind, value, tb):
        await Step(f"exit {self.name} {kind and kind.__name__}")
        return self.swallow


async def body():
    async with Manager("a") as a:
        print("in", a)
    async with Manager("b", True), Manager("c") as c:
        print("in", c)
        raise ValueError("swallowed by b")
    async with (Manager("d") as d, Manager("e") as e,):
        print(d, e)
    for i in range(2):
        async with Manager(f"loop{i}"):
            if i == 0:
                continue
            return "returned"


def run(coroutine):
    try:
        while True:
            print("step:", coroutine.send(None))
    except StopIteration as stop:
        return stop.value


print(run(body()))


async def not_async():
    async with open("/dev/null"):
        pass


class NoExit:
    async def __aenter__(self):
        pass


class NotAwaitable:
    def __aenter__(self):
        return 5

    async def __aexit__(self, *args):
        pass


async def use(manager):
    async with manager:
        pass


async def plain_with():
    with Manager("x"):
        pass


for coroutine in (not_async(), use(NoExit()), use(NotAwaitable()), use(5), plain_with()):
    try:
        run(coroutine)
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
