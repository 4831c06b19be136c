"""Names with two leading underscores are private to the class that mentions them."""


class Account:
    __rate = 2

    def __init__(self):
        self.__balance = 10
        self._protected = 1
        self.__dunder__ = "kept"

    def total(self):
        return self.__balance * Account.__rate

    def __hidden(self):
        return "hidden"

    def call(self):
        return self.__hidden()

    def local(self):
        __value = 5
        return __value, sorted(locals())[0]

    def lookup(self):
        return getattr(self, "__balance", "not found by text")


class Child(Account):
    def __init__(self):
        super().__init__()
        self.__balance = 99


c = Child()
print(c.total(), c.call(), c.local(), c.lookup())
print(sorted(c.__dict__))
for name in ("__balance", "__hidden", "_Account__balance", "_Child__balance"):
    print(name, getattr(c, name, "no such attribute"))


class _Under:
    def __init__(self):
        self.__x = 1


class ___:
    def __init__(self):
        self.__x = 1


print(list(_Under().__dict__), list(___().__dict__))


class Uses:
    def f(self, __argument):
        return __argument

    def g(self):
        def __inner():
            return "inner"
        return __inner.__name__, __inner()

    def h(self):
        import sys as __sys
        return __sys.__name__, [__n for __n in range(2)]

    global __made
    __made = "global"


print(Uses().f(_Uses__argument=3), Uses().g(), Uses().h(), [n for n in globals() if "made" in n])
try:
    Uses().f(__argument=1)
except TypeError as error:
    print(error)
