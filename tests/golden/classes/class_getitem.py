"""__class_getitem__ makes a class subscriptable; __mro_entries__ replaces a base."""


class Box:
    def __class_getitem__(cls, item):
        return f"{cls.__name__}[{item!r}]"


class Sub(Box):
    pass


print(Box[int], Box[1, 2], Box["x":"y"], Sub[...])
try:
    Box()[0]
except TypeError as error:
    print(error)
try:
    int[0]
except TypeError as error:
    print(error)
print(list[int], dict[str, int], tuple[int, ...], type[int], list[int]([1, 2]), list[int].__origin__, dict[str, int].__args__)
print(isinstance(list[int], type), list[int] == list[int], list[int] is list[int], hash(list[int]) == hash(list[int]))
for bad in ("isinstance([], list[int])", "issubclass(list, list[int])"):
    try:
        eval(bad)
    except TypeError as error:
        print(error)


class Entry:
    def __mro_entries__(self, bases):
        print("mro_entries", len(bases), bases[0] is self)
        return (dict, Box)


class FromEntry(Entry()):
    pass


print([c.__name__ for c in FromEntry.__mro__], len(FromEntry.__orig_bases__))


class FromList(list[int]):
    pass


print(FromList.__bases__, FromList.__orig_bases__)


class BadEntry:
    def __mro_entries__(self, bases):
        return 5


try:
    class T(BadEntry()):
        pass
except TypeError as error:
    print(error)
print(int | str, int | None, list[int] | None, isinstance(1, int | str), issubclass(bool, int | str), (int | str).__args__)
try:
    int | 5
except TypeError as error:
    print(error)
