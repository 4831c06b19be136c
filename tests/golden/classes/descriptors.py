"""Descriptors: __get__, __set__, __delete__, __set_name__; data and non-data; their priorities."""


class Data:
    def __set_name__(self, owner, name):
        print("set_name", owner.__name__, name)
        self.name = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return f"<{self.name} of class {owner.__name__}>"
        return instance.__dict__.get("_" + self.name, "unset")

    def __set__(self, instance, value):
        print("set", self.name, value)
        instance.__dict__["_" + self.name] = value

    def __delete__(self, instance):
        print("delete", self.name)
        del instance.__dict__["_" + self.name]


class NonData:
    def __get__(self, instance, owner):
        return "from non-data descriptor", instance is None


class OnlySet:
    def __set__(self, instance, value):
        print("only set", value)


class Holder:
    data = Data()
    nondata = NonData()
    only = OnlySet()


h = Holder()
print(Holder.data, h.data, Holder.nondata, h.nondata)
h.data = 5
print(h.data, h.__dict__)
h.__dict__["data"] = "in dict"
print(h.data)
del h.data
print(h.data)
h.nondata = "instance wins"
print(h.nondata)
h.only = 3
print(type(h.only).__name__)
h.__dict__["only"] = "dict value"
print(h.only)
for bad in ("del h.only", "h.data.x = 1", "del h.data"):
    try:
        exec(bad)
    except (AttributeError, KeyError) as error:
        print(type(error).__name__, error)
Holder.late = Data.__new__(Data)
try:
    h.late
except AttributeError as error:
    print(error)


class Bad:
    def __set_name__(self, owner, name):
        raise ValueError("no name")


try:
    class T:
        x = Bad()
except ValueError as error:
    print(error, error.__notes__)
print(Holder.__dict__["data"].__get__(None, Holder))
f = lambda self: "bound"
print(f.__get__(h)(), f.__get__(None, Holder) is f)
