"""isinstance and issubclass: tuples, unions, __instancecheck__, __subclasscheck__, __class__."""


class Meta(type):
    def __instancecheck__(cls, instance):
        print("instancecheck", instance)
        return instance == 42

    def __subclasscheck__(cls, other):
        print("subclasscheck", other.__name__)
        return other is int


class Magic(metaclass=Meta):
    pass


print(isinstance(42, Magic), isinstance(1, Magic), issubclass(int, Magic), issubclass(str, Magic), isinstance(1, (str, Magic, int)))
m = Magic()
print(isinstance(m, Magic))


class Liar:
    @property
    def __class__(self):
        return int


print(isinstance(Liar(), int), type(Liar()) is int, isinstance(Liar(), Liar))
print(isinstance(True, int), isinstance(1, bool), isinstance(1, (str, (float, (int,)))), isinstance(None, type(None)), isinstance(int, type))
print(issubclass(bool, (str, int)), issubclass(type, object), isinstance(type, type), isinstance(object, type), issubclass(object, type))
for bad in (lambda: isinstance(1, 2), lambda: isinstance(1, (2, 3)), lambda: issubclass(int, 5), lambda: issubclass(5, int), lambda: isinstance(1, [int]),
            lambda: isinstance(1, "int"), lambda: isinstance(1, list[int] | None) if False else isinstance(1, list[int])):
    try:
        print(bad())
    except TypeError as error:
        print(error)


class Duck:
    __bases__ = (int,)


try:
    print(issubclass(Duck(), int))
except TypeError as error:
    print(error)
