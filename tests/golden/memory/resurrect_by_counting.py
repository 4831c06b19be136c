"""An object that saves itself in __del__ lives on; its next death is silent."""
saved = []


class Phoenix:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)
        saved.append(self)


def scope():
    p = Phoenix("local")


scope()
print(len(saved), saved[0].name)
p = saved.pop()
p.name = "renamed"
del p
print("no second call", len(saved))
items = [Phoenix(n) for n in range(3)]
items.clear()
print([s.name for s in saved])
del saved[:]
print(len(saved))


class Chain:
    def __init__(self, name, inner=None):
        self.name = name
        self.inner = inner

    def __del__(self):
        print("chain", self.name)
        if self.name == "inner":
            saved.append(self)


c = Chain("outer", Chain("inner"))
del c
print(saved[0].name)
saved[0].name = "other"
saved.clear()
print("end")
