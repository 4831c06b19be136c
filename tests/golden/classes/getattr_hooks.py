"""__getattr__, __getattribute__, __setattr__, __delattr__, __dir__."""


class Lazy:
    def __init__(self):
        self.real = 1

    def __getattr__(self, name):
        print("getattr", name)
        if name.startswith("no"):
            raise AttributeError(f"custom: {name}")
        value = name.upper()
        setattr(self, name, value)
        return value


o = Lazy()
print(o.real, o.foo, o.foo, hasattr(o, "nothing"), getattr(o, "nope", "default"))
try:
    o.nowhere
except AttributeError as error:
    print(error, error.name, error.obj is o)


class All:
    x = 1

    def __getattribute__(self, name):
        print("getattribute", name)
        return super().__getattribute__(name)

    def __getattr__(self, name):
        print("then getattr", name)
        return "fallback"

    def method(self):
        return self.x


a = All()
print(a.x, a.missing, a.method())
len_ = All.__len__ = lambda self: 5
print(len(a))


class Guard:
    def __setattr__(self, name, value):
        print("set", name, value)
        if name == "readonly":
            raise AttributeError("read only")
        object.__setattr__(self, name, value)

    def __delattr__(self, name):
        print("del", name)
        super().__delattr__(name)


g = Guard()
g.a = 1
g.a += 1
del g.a
for bad in ("g.readonly = 1", "del g.a", "g.a"):
    try:
        exec(bad)
    except AttributeError as error:
        print(error)


class Listed:
    def __dir__(self):
        return ["b", "a", "c"]


print(dir(Listed()))
try:
    type("T", (), {"__dir__": lambda self: 5})().__dir__() and dir(type("T", (), {"__dir__": lambda self: 5})())
except TypeError as error:
    print(error)


class Proxy:
    def __init__(self, target):
        object.__setattr__(self, "_target", target)

    def __getattr__(self, name):
        return getattr(self._target, name)

    def __setattr__(self, name, value):
        setattr(self._target, name, value)


target = Lazy()
proxy = Proxy(target)
proxy.colour = "red"
print(target.colour, proxy.real, proxy.colour)
try:
    len(Proxy([1]))
except TypeError as error:
    print(error)
