"""Metaclasses: __new__, __init__, __call__, __prepare__, keyword arguments, conflicts."""


class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kwargs):
        print("prepare", name, [b.__name__ for b in bases], kwargs)
        return {"injected": 1}

    def __new__(mcs, name, bases, namespace, **kwargs):
        print("new", name, sorted(k for k in namespace if not k.startswith("__")), kwargs)
        return super().__new__(mcs, name, bases, namespace)

    def __init__(cls, name, bases, namespace, **kwargs):
        print("init", name, kwargs)
        super().__init__(name, bases, namespace)

    def __call__(cls, *args, **kwargs):
        print("call", cls.__name__, args)
        return super().__call__(*args, **kwargs)

    def method(cls):
        return "meta method of " + cls.__name__

    @property
    def prop(cls):
        return "meta property"

    def __repr__(cls):
        return f"<Meta {cls.__name__}>"

    def __len__(cls):
        return 7

    def __getitem__(cls, key):
        return cls.__name__, key

    def __contains__(cls, item):
        return item == "in"

    def __iter__(cls):
        return iter([1, 2])


class A(metaclass=Meta, option=5):
    x = 1

    def __init__(self, n=0):
        print("instance init", n)


class B(A):
    y = 2


A(3)
print(A, B, A.method(), A.prop, len(A), A["k"], "in" in A, list(B), A.injected, type(B).__name__)
try:
    A().method
except AttributeError as error:
    print(error)


class Other(type):
    pass


class O(metaclass=Other):
    pass


try:
    class Conflict(A, O):
        pass
except TypeError as error:
    print(error)


def function_as_metaclass(name, bases, namespace, **kwargs):
    print("function", name, bases, kwargs)
    return type(name, bases, namespace)


class F(metaclass=function_as_metaclass, k=1):
    z = 3


print(F.z, type(F))
Dynamic = type("Dynamic", (A,), {"w": 4})
T = type("T", (), {"a": 1, "f": lambda self: self.a})
print(T().f(), T.__name__, T.__module__, type(T()), type.__call__(T).a)


class Singleton(type):
    _instances = {}

    def __call__(cls, *args):
        if cls not in cls._instances:
            cls._instances[cls] = super().__call__(*args)
        return cls._instances[cls]


class Config(metaclass=Singleton):
    def __init__(self, v):
        self.v = v


print(Config(1) is Config(2), Config(3).v)
try:
    class Unexpected(x=1):
        pass
except TypeError as error:
    print(error)
try:
    type("a", "b", "c")
except TypeError as error:
    print(error)
try:
    class BadPrepare(metaclass=type("M", (type,), {"__prepare__": classmethod(lambda *a, **k: 5)})):
        pass
except TypeError as error:
    print(error)
