"""Which item a container lets go of first, as finalizers see it."""


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print(self.name, end=" ")


def three():
    return [Noisy(1), Noisy(2), Noisy(3)]


def done(what):
    print("|", what)


items = three()
items.clear()
done("clear")
items = three()
del items
done("del list")
items = three()
del items[:]
done("del items[:]")
items = three()
del items[::2]
done("del items[::2]")
del items
done("the rest")
items = three()
items[:] = []
done("items[:] = []")
items = three()
items[::2] = [1, 2]
done("items[::2] = ...")
del items
done("the rest")
items = three()
items *= 0
done("items *= 0")
items = three()
items.__init__()
done("items.__init__()")
items = tuple(three())
del items
done("del tuple")
d = {Noisy(1): Noisy(2), Noisy(3): Noisy(4)}
del d
done("del dict")
d = {Noisy(1): Noisy(2), Noisy(3): Noisy(4)}
d.clear()
done("dict.clear")
d = {Noisy(1): Noisy(2), Noisy(3): Noisy(4)}
d.popitem()
done("popitem")
d.pop(list(d)[0])
done("pop")
d = {1: Noisy("old")}
d[1] = Noisy("new")
done("overwritten")
d[1] = None
done("overwritten again")
s = {Noisy(1)}
s.clear()
done("set.clear")
items = [1, Noisy(1), Noisy(2)]
items.pop(1)
done("pop(1)")
del items[1]
done("del items[1]")
items = three()
items.sort(key=lambda noisy: -noisy.name)
done("sorted")
del items
done("and dropped")
it = iter([Noisy(1)])
for item in it:
    pass
del item
done("iterated")
