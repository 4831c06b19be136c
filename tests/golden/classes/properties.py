"""property: getter, setter, deleter, read-only attributes."""


class Celsius:
    def __init__(self, degrees):
        self._degrees = degrees

    @property
    def degrees(self):
        """Degrees Celsius."""
        print("get")
        return self._degrees

    @degrees.setter
    def degrees(self, value):
        print("set", value)
        self._degrees = value

    @degrees.deleter
    def degrees(self):
        print("delete")
        del self._degrees

    @property
    def fahrenheit(self):
        return self._degrees * 9 / 5 + 32


c = Celsius(100)
print(c.degrees, c.fahrenheit)
c.degrees = 37
print(c.fahrenheit, Celsius.degrees.__doc__)
del c.degrees
for action in ("c.degrees", "c.fahrenheit", "c.fahrenheit = 1", "del c.fahrenheit"):
    try:
        exec(action)
    except AttributeError as error:
        print(error)


class Shadow:
    x = property(lambda self: "property")


s = Shadow()
s.__dict__["x"] = "instance"
print(s.x, s.__dict__)


class Child(Celsius):
    @Celsius.degrees.getter
    def degrees(self):
        return "child " + str(self._degrees)


print(Child(5).degrees)
print(type(Child.degrees).__name__, Child.degrees.fget.__name__)
