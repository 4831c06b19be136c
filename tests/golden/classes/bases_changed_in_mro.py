"""Assigning __bases__ while a metaclass computes a resolution order: no cycles, and the last word stays."""


class Meta(type):
    busy = None

    def mro(cls):
        if Meta.busy is not None:
            Meta.busy(cls)
        return super().mro()


class Root(metaclass=Meta):
    pass


class First(Root):
    pass


class Second(Root):
    pass


class Third(Root):
    pass


def names(classes):
    return [cls.__name__ for cls in classes]


def crossing(cls):
    if cls is First:
        Second.__bases__ = (First,)
    elif cls is Second:
        First.__bases__ = (Second,)


Meta.busy = crossing
try:
    First.__bases__ += ()
except TypeError as problem:
    print(problem)
Meta.busy = None
print(names(First.__mro__), names(Second.__mro__))


def elsewhere(cls):
    if cls is Third:
        Meta.busy = None
        Third.__bases__ = (Second,)


Meta.busy = elsewhere
Third.__bases__ = (First,)
print(names(Third.__bases__), names(Third.__mro__), names(Second.__subclasses__()), names(First.__subclasses__()))


def failing(cls):
    if cls is Third:
        raise KeyError("no order")


Meta.busy = failing
try:
    Third.__bases__ = (Root,)
except KeyError as problem:
    print(problem, names(Third.__bases__), names(Third.__mro__))
Meta.busy = None
for wrong in ((Third,), (First, Third), (), [First], (3,)):
    try:
        Third.__bases__ = wrong
    except TypeError as problem:
        print(problem)
