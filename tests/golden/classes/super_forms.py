"""super() in methods, class methods, static methods, nested functions, and with explicit arguments."""


class Base:
    value = "base value"

    def method(self):
        return "Base.method"

    @classmethod
    def make(cls):
        return "Base.make", cls.__name__

    @staticmethod
    def static():
        return "Base.static"

    @property
    def prop(self):
        return "Base.prop"

    def __getitem__(self, key):
        return "Base item", key


class Child(Base):
    value = "child value"

    def method(self):
        return super().method() + " via Child"

    @classmethod
    def make(cls):
        return super().make() + ("Child.make",)

    @staticmethod
    def static():
        return super(Child, Child).static() + " via Child"

    @property
    def prop(self):
        return super().prop + " via Child"

    def __getitem__(self, key):
        return super().__getitem__(key) + ("via Child",)

    def attribute(self):
        return super().value, self.value

    def nested(self):
        def inner():
            return super(Child, self).method()
        return inner(), [super(Child, self).value for _ in range(1)]

    def missing(self):
        return super().nothing

    def bad_item(self):
        return super()[1]

    def sets(self):
        super().x = 1

    def kept(self):
        return super()


c = Child()
print(c.method(), c.make(), c.static(), c.prop, c["k"], c.attribute(), c.nested())
for name in ("missing", "bad_item", "sets"):
    try:
        getattr(c, name)()
    except (AttributeError, TypeError) as error:
        print(error)
s = c.kept()
print(type(s).__name__, s.__thisclass__.__name__, s.__self_class__.__name__, s.__self__ is c)
print(repr(super(Child, Child))[:30])


class WithCell(Base):
    def f(self):
        return __class__

    def g(self):
        return (lambda: __class__.__name__)()


print(WithCell().f() is WithCell, WithCell().g())


def deleted_first_argument():
    class T(Base):
        def f(self):
            del self
            super()
    T().f()


def no_arguments():
    class T(Base):
        def f():
            super()
    T.f()


for bad in (deleted_first_argument, no_arguments, lambda: super(1, 2), lambda: super(Child).x):
    try:
        bad()
    except (RuntimeError, TypeError, AttributeError) as error:
        print(type(error).__name__, error)
