"""classmethod gets the class, staticmethod gets nothing; both through class, instance and subclass."""


class A:
    count = 0

    @classmethod
    def create(cls, n=1):
        cls.count += n
        return cls.__name__, cls.count

    @staticmethod
    def add(a, b):
        return a + b

    @classmethod
    @property
    def odd(cls):
        return cls.__name__


class B(A):
    pass


print(A.create(), A().create(5), B.create(), B().create(), A.count, B.count)
print(A.add(1, 2), A().add(3, 4), B.add(5, 6))
print(type(A.__dict__["create"]).__name__, type(A.create).__name__, A.create.__self__ is A, B.create.__self__ is B)
print(A.__dict__["add"].__func__(1, 1), A.__dict__["add"](2, 2), A.__dict__["create"].__func__(B))
print(A.create.__name__, A.add.__qualname__, A.__dict__["create"].__wrapped__.__name__)
for bad in (lambda: A.create(1, 2), lambda: A.add(1), lambda: A.__dict__["create"](A), lambda: staticmethod(), lambda: classmethod(1, 2)):
    try:
        bad()
    except TypeError as error:
        print(error)


class Factory:
    registry = {}

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.registry[cls.__name__.lower()] = cls

    @classmethod
    def make(cls, name, *args):
        return cls.registry[name](*args)


class Circle(Factory):
    def __init__(self, r):
        self.r = r


print(Factory.make("circle", 3).r)
print(staticmethod(len)("abc"), classmethod(lambda cls: cls.__name__).__get__(None, A)())
