"""Inheritance: methods and attributes come from the first class of the MRO that has them."""


class Animal:
    legs = 4

    def __init__(self, name):
        self.name = name

    def describe(self):
        return f"{self.name} has {self.legs} legs and says {self.sound()}"

    def sound(self):
        return "..."


class Dog(Animal):
    def sound(self):
        return "woof"


class Bird(Animal):
    legs = 2

    def __init__(self, name, flies=True):
        super().__init__(name)
        self.flies = flies


class Puppy(Dog):
    def sound(self):
        return super().sound() + "!"


for animal in (Animal("thing"), Dog("Rex"), Bird("Tweety"), Puppy("Pup")):
    print(animal.describe(), type(animal).__bases__[0].__name__)
print(issubclass(Puppy, Animal), issubclass(Bird, Dog), isinstance(Puppy("x"), (Bird, Dog)))
print(Bird("b", flies=False).__dict__)
print([c.__name__ for c in Animal.__subclasses__()])
print(Puppy.__base__.__name__, Puppy.__mro__)
