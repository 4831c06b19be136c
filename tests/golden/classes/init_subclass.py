"""__init_subclass__ runs for each subclass with the class statement's keyword arguments."""


class Plugin:
    plugins = []

    def __init_subclass__(cls, /, priority=0, **kwargs):
        super().__init_subclass__(**kwargs)
        print("subclass", cls.__name__, priority)
        cls.priority = priority
        Plugin.plugins.append(cls)


class A(Plugin, priority=5):
    pass


class B(A):
    pass


print([(p.__name__, p.priority) for p in Plugin.plugins])
try:
    class C(Plugin, colour="red"):
        pass
except TypeError as error:
    print(error)
try:
    class D(Plugin, metaclass=type, priority=1, bad=2):
        pass
except TypeError as error:
    print(error)


class Order:
    def __set_name__(self, owner, name):
        print("set_name", name, hasattr(owner, "priority"))


class E(Plugin, priority=9):
    first = Order()
    second = Order()


type("F", (Plugin,), {}, priority=3)
print(Plugin.__init_subclass__.__self__ is Plugin, type(Plugin.__dict__["__init_subclass__"]).__name__)
