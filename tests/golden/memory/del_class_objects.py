"""Classes die in cycles; their instances keep them alive."""
import gc
import weakref

gc.disable()
gc.collect()


def make():
    class Local:
        def __del__(self):
            print("instance of", type(self).__name__)

    return Local


cls = make()
r = weakref.ref(cls)
obj = cls()
del cls
gc.collect()
print(r() is type(obj))
del obj
print("class is still there", r() is not None)
gc.collect()
print(r())


class Meta(type):
    def __del__(cls):
        print("class", cls.__name__, "dies")


class Made(metaclass=Meta):
    pass


del Made
print("not yet")
gc.collect()


class Parent:
    pass


class Child(Parent):
    pass


print([c.__name__ for c in Parent.__subclasses__()])
del Child
gc.collect()
print(Parent.__subclasses__())
