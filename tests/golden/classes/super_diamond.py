"""super() in a diamond: every class runs once, in MRO order."""


class Base:
    def greet(self):
        print("Base")


class Left(Base):
    def greet(self):
        print("Left")
        super().greet()


class Right(Base):
    def greet(self):
        print("Right")
        super().greet()


class Bottom(Left, Right):
    def greet(self):
        print("Bottom")
        super().greet()


Bottom().greet()
print([c.__name__ for c in Bottom.__mro__])
super(Left, Bottom()).greet()
super(Bottom, Bottom).greet(Bottom())
print(Bottom.mro() == list(Bottom.__mro__))


class Other:
    pass


for bad in (lambda: super(Left, Other()), lambda: super(Left, 1), lambda: super(Bottom, Left())):
    try:
        bad()
    except TypeError as error:
        print(error)


def no_class():
    super()


try:
    no_class()
except RuntimeError as error:
    print(error)
try:
    class Clash(Base, Left):
        pass
except TypeError as error:
    print(error)
