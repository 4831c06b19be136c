"""__new__ makes the object, __init__ fills it; what happens when __new__ returns something else."""


class Tracked:
    def __new__(cls, *args, **kwargs):
        print("new", cls.__name__, args, kwargs)
        return super().__new__(cls)

    def __init__(self, a, b=2):
        print("init", a, b)


Tracked(1, b=3)


class Other:
    def __new__(cls):
        return "a string"

    def __init__(self):
        print("never printed")


print(Other())


class Upper(str):
    def __new__(cls, text):
        return super().__new__(cls, text.upper())

    def __init__(self, text):
        self.original = text


u = Upper("abc")
print(u, u.original, type(u).__name__, u + "d", type(u + "d").__name__)


class Even(int):
    def __new__(cls, n):
        return super().__new__(cls, n - n % 2)


print(Even(7), Even(7) + 1, type(Even(8) + 1).__name__, Even(6) == 6, hash(Even(6)) == hash(6))


class Returns:
    def __init__(self):
        return 5


class Plain:
    pass


class OnlyInit:
    def __init__(self, a):
        pass


class OnlyNew:
    def __new__(cls, a):
        return object.__new__(cls)


attempts = [lambda: Returns(), lambda: Plain(1), lambda: Plain(x=1), lambda: object(1), lambda: object.__new__(), lambda: object.__new__(5),
            lambda: object.__new__(int), lambda: int.__new__(str), lambda: object.__new__(Plain, 1), lambda: OnlyInit(), lambda: OnlyNew(),
            lambda: OnlyNew(1, 2), lambda: Plain.__init__(Plain(), 1), lambda: object.__new__(OnlyInit, 1, 2) and "fine",
            lambda: object.__init__(OnlyInit(1), 5), lambda: int.__new__(int, "x"), lambda: tuple.__new__(list)]
for attempt in attempts:
    try:
        print(attempt())
    except (TypeError, ValueError) as error:
        print(error)


class Pool:
    kept = None

    def __new__(cls):
        if cls.kept is None:
            cls.kept = super().__new__(cls)
        return cls.kept

    def __init__(self):
        self.count = getattr(self, "count", 0) + 1


print(Pool() is Pool(), Pool().count)
