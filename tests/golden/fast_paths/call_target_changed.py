"""A call in a hot loop whose target gets other defaults, another code, another kind of callable."""


def target(a, b=2):
    return a, b


def call():
    return target(1)


for _ in range(1000):
    call()
print(call())
target.__defaults__ = (20,)
print(call())
target.__defaults__ = None
try:
    call()
except TypeError as error:
    print(error)
target.__defaults__ = (7, 8)
print(call(), target())
target.__kwdefaults__ = {"x": 1}
print(call())


def other(a, *rest, **named):
    return "other", a, rest, named


target.__code__ = other.__code__
print(call())


def three(a, b, c):
    return a, b, c


target.__code__ = three.__code__
print(call())
target = other
print(call())


class Callable:
    def __init__(self, *args):
        self.args = args

    def __call__(self, *args):
        return "instance", args

    def __repr__(self):
        return f"Callable{self.args}"


target = Callable
print(call())
target = Callable()
print(call())
target = Callable("bound").__call__
print(call())
target = str
print(call())
target = [].__len__
try:
    call()
except TypeError as error:
    print(error)
target = lambda *a, k=3: (a, k)
print(call())


def generator_target(a):
    yield a


target = generator_target
print(list(call()))


def recursive(n):
    global target
    if n == 5:
        return "switched"
    if n == 3:
        target = lambda n: "other function"
    return recursive(n + 1)


print(recursive(0), call())


def arguments(f, *args, **kw):
    try:
        return f(*args, **kw)
    except TypeError as error:
        return str(error)


def plain(a, b):
    return a, b


for _ in range(1000):
    arguments(plain, 1, 2)
print(arguments(plain, 1, 2), arguments(plain, 1), arguments(plain, 1, 2, 3), arguments(plain, b=1, a=2), arguments(plain, 1, b=2), arguments(plain, 1, a=2), arguments(plain, *[1], **{"b": 5}), arguments(len, "abc"), arguments(int, "11", base=2), arguments(None))
