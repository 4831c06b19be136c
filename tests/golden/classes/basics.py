"""Classes: instances, methods, class attributes, instance attributes that shadow them."""


class Dog:
    """A dog."""
    kind = "canine"

    def __init__(self, name):
        self.name = name

    def speak(self, sound="woof"):
        return f"{self.name} says {sound}"


a, b = Dog("Rex"), Dog("Fido")
print(a.speak(), b.speak("arf"))
print(a.kind, b.kind, Dog.kind)
a.kind = "wolf"
print(a.kind, b.kind, Dog.kind, a.__dict__, b.__dict__)
del a.kind
print(a.kind)
Dog.kind = "changed"
print(a.kind, b.kind)
print(Dog.__name__, Dog.__doc__, Dog.__module__, Dog.__qualname__, Dog.__bases__)
print(isinstance(a, Dog), type(a) is Dog, isinstance(a, object), issubclass(Dog, object))
print(Dog.speak(a), Dog.speak(a, sound="yip"))
method = a.speak
print(method(), method.__self__ is a, method.__func__ is Dog.speak)
Dog.wag = lambda self: self.name + " wags"
print(a.wag())
for bad in (lambda: a.missing, lambda: Dog.missing, lambda: Dog(), lambda: Dog("x", "y"), lambda: a.speak(1, 2)):
    try:
        bad()
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)
