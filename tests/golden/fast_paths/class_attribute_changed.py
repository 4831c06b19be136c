"""Class attributes and methods that change inside a hot loop are seen at once."""


class Base:
    factor = 2

    def value(self):
        return 1


class Child(Base):
    pass


def loop():
    child = Child()
    seen = []
    for i in range(1005):
        result = child.value() * child.factor
        if i == 1000:
            Base.factor = 10
        elif i == 1001:
            Child.value = lambda self: 5
        elif i == 1002:
            child.factor = 100
        elif i == 1003:
            child.value = lambda: 7
        if i >= 999:
            seen.append(result)
    return seen


print(loop())


class A:
    def who(self):
        return "A"


class B:
    def who(self):
        return "B"


def class_changes():
    x = A()
    seen = []
    for i in range(1003):
        seen.append(x.who())
        if i == 1000:
            x.__class__ = B
    return seen[999:]


print(class_changes())


def data_descriptor_appears():
    class C:
        pass
    c = C()
    c.x = "instance"
    seen = []
    for i in range(1003):
        seen.append(c.x)
        if i == 1000:
            C.x = property(lambda self: "descriptor")
    return seen[999:]


print(data_descriptor_appears())


def bases_change():
    class Left:
        name = "left"

    class Right:
        name = "right"

    class Middle(Left):
        pass
    m = Middle()
    seen = []
    for i in range(1003):
        seen.append(m.name)
        if i == 1000:
            Middle.__bases__ = (Right,)
    return seen[999:]


print(bases_change())
