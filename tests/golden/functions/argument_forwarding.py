"""*args and **kwargs passed on through wrappers, methods and classes unchanged, as copies."""


def target(*args, **kwargs):
    return args, kwargs


def forward(*args, **kwargs):
    return target(*args, **kwargs)


print(forward(1, *[2], k=3, **{"z": 4}), forward(), forward(*forward(1, 2)[0]), forward(**forward(a=1)[1]))
args, kwargs = [1, 2], {"a": 1}


def changes(*args, **kwargs):
    kwargs["a"] = "changed"
    args += (9,)
    return args, kwargs


print(changes(*args, **kwargs), args, kwargs)


def keeps_identity(*args):
    return args


t = (1, 2)
print(keeps_identity(*t) == t, type(keeps_identity(*[1])).__name__)


class Base:
    def __init__(self, a, b=2, *rest, key="k", **extra):
        self.all = (a, b, rest, key, extra)


class Child(Base):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)


print(Child(1).all, Child(1, 3, 4, 5, key=6, other=7).all, Child(b=1, a=0).all)
try:
    Child()
except TypeError as error:
    print(error)


def names(first, *args, option=None, **kwargs):
    return locals()


print(names(1), names(1, 2, 3, option=4, other=5))


def swap(a, b):
    return target(b, a, b=a, a=b)


print(swap(1, 2), (lambda *a: a)(*"abc"), (lambda **k: k)(**dict(x=1)), max(*[3, 9], *[5]), dict(**{"a": 1}, b=2), print(*[], sep="") or "printed")


def partial(f, *early, **options):
    def call(*late, **more):
        return f(*early, *late, **{**options, **more})
    return call


print(partial(target, 1, x=1)(2, y=2), partial(target, x=1)(x=2))
big = list(range(500))
print(len(target(*big)[0]), sum(target(*big, *big)[0]), len(target(**{f"k{i}": i for i in range(300)})[1]))
